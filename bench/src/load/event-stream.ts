import { connect, type Socket } from 'node:net';
import { bareRequest } from './requests.ts';

/** All streams read into the same memory. */
const memory = Buffer.allocUnsafeSlow(512 * 1024);

/** One Server-Sent Events connection that counts what it gets. */
export class EventStream {
  /** Bytes since it opened, its greeting left out. */
  received = 0;
  /** The server has closed it: it could not keep up, or the server failed. */
  isCut = false;
  readonly #socket: Socket;
  #head: string | undefined = '';
  #opened: () => void = () => undefined;
  #onBytes: ((bytes: Buffer) => void) | undefined;

  private constructor(port: number) {
    this.#socket = connect({
      port,
      host: '127.0.0.1',
      onread: {
        buffer: memory,
        callback: (size, buffer) => {
          this.#read(size, buffer);
          return true;
        },
      },
    });
  }

  /** Answers once the server has greeted it: from then on it gets every event. */
  static open(port: number, path: string, token: string, onBytes?: (bytes: Buffer) => void): Promise<EventStream> {
    const stream = new EventStream(port);
    stream.#onBytes = onBytes;
    return new Promise((resolve, reject) => {
      stream.#opened = () => resolve(stream);
      stream.#socket.on('error', reject);
      stream.#socket.once('close', () => {
        stream.isCut = true;
        reject(new Error(`No stream was opened: ${stream.#head}`));
      });
      stream.#socket.write(bareRequest({ port, token }, 'GET', path));
    });
  }

  close(): void {
    this.#socket.resetAndDestroy();
  }

  #read(size: number, buffer: Uint8Array): void {
    if (this.#head === undefined) {
      this.received += size;
      if (this.#onBytes) this.#onBytes(Buffer.from(buffer.buffer, buffer.byteOffset, size));
      return;
    }
    this.#head += Buffer.from(buffer.buffer, buffer.byteOffset, size).toString('latin1');
    const body = this.#head.split('\r\n\r\n')[1];
    if (!this.#head.startsWith('HTTP/1.1 200') || !body?.includes('\n\n')) return;
    this.#head = undefined;
    this.#opened();
  }
}

/** Opens many, some at a time: no server's queue of new connections takes thousands at once. */
export async function openStreams(count: number, open: () => Promise<EventStream>): Promise<EventStream[]> {
  const streams: EventStream[] = [];
  while (streams.length < count) {
    const some = Math.min(100, count - streams.length);
    streams.push(...(await Promise.all(Array.from({ length: some }, open))));
  }
  return streams;
}
