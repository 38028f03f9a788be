import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { StorageConfig } from '../config/pictures.ts';
import { type PictureStorage, StorageUnavailable, type StoredPicture } from './storage.ts';

type BucketConfig = Extract<StorageConfig, { kind: 'bucket' }>;

/** Milliseconds that reaching S3 may take, and that it may be silent in the middle of a picture. */
const connectionTimeout = 1000;
const silence = 15_000;
/** Milliseconds that one deed may take with its second attempt. */
const patience = 5500;
/** Keys are addresses without their first slash, so that a CDN can have the bucket itself for its origin. */
const keyOf = (name: string) => `uploads/${name}`;

/** Pictures as objects of a bucket: Amazon's, or of anything that speaks S3. */
export function bucketStorage(config: BucketConfig): PictureStorage {
  const { bucket, endpoint, region, credentials } = config;
  const client = new S3Client({
    region,
    // Others than Amazon have no name of its own for each bucket.
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    // Left out, they are those of the machine's role.
    ...(credentials === undefined ? {} : { credentials }),
    // Others than Amazon do not all know the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 2,
    requestHandler: { connectionTimeout, socketTimeout: silence },
  });

  async function explained<Result>(work: (abortSignal: AbortSignal) => Promise<Result>): Promise<Result> {
    try {
      return await work(AbortSignal.timeout(patience));
    } catch (cause) {
      const where = `the bucket ${bucket} at ${endpoint ?? `Amazon S3 in ${region}`}`;
      throw new StorageUnavailable(`${where} cannot be used: ${saidBy(cause)}`, { cause });
    }
  }

  return {
    put: (name, bytes) =>
      explained(async (abortSignal) => {
        const object = {
          Bucket: bucket,
          Key: keyOf(name),
          Body: bytes,
          ContentType: 'image/webp',
          // For a CDN that has the bucket for its origin.
          CacheControl: 'public, max-age=31536000, immutable',
        };
        await client.send(new PutObjectCommand(object), { abortSignal });
      }),
    open: (name) =>
      explained(async (abortSignal) => {
        try {
          return pictureIn(
            await client.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(name) }), { abortSignal }),
          );
        } catch (error) {
          if (error instanceof NoSuchKey) return undefined;
          throw error;
        }
      }),
    // One by one: several S3 implementations take the deletion of many only with checksums they disagree on.
    remove: (names) =>
      explained(async (abortSignal) => {
        const keys = names.map((name) => ({ Bucket: bucket, Key: keyOf(name) }));
        await Promise.all(keys.map((key) => client.send(new DeleteObjectCommand(key), { abortSignal })));
      }),
    check: () =>
      explained(async (abortSignal) => {
        await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: 'uploads/', MaxKeys: 1 }), {
          abortSignal,
        });
      }),
  };
}

function pictureIn({ Body: content, ContentLength: size }: { Body?: unknown; ContentLength?: number | undefined }) {
  if (!(content instanceof Readable) || size === undefined) throw new Error('it answered without the object');
  return { content, size } satisfies StoredPicture;
}

/** What S3 itself says, by its code, or what kept us from hearing it. */
function saidBy(cause: unknown): string {
  if (cause instanceof S3ServiceException) return `${cause.$metadata.httpStatusCode} ${cause.name}: ${cause.message}`;
  const { name, code, message } = cause as NodeJS.ErrnoException;
  return name === 'AbortError' ? `no answer within ${patience} ms` : `${code ?? name}: ${message}`;
}
