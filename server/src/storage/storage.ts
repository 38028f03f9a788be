import type { Readable } from 'node:stream';

/** Where the bytes of pictures are kept. A name never gets another content. All of it may throw `StorageUnavailable`. */
export interface PictureStorage {
  /** Keeps the bytes durably. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** Undefined where there is none of this name. */
  open(name: string): Promise<StoredPicture | undefined>;
  /** Leaves nothing behind, not even of a `put` that was cut short; what is gone already is no fault. */
  remove(names: readonly string[]): Promise<void>;
  /** Throws where the storage cannot be used as it is configured. */
  check(): Promise<void>;
}

export interface StoredPicture {
  /** Bytes. */
  size: number;
  content: Readable;
}

/** The storage cannot be reached, is full, or does not let us in; the message says which to the operator. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable';
}
