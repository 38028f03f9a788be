import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Target } from './target.ts';

/** Status 0: there will be no answer. */
type OnAnswer = (status: number, body: Buffer) => void;

/** All connections read into the same memory: an answer is dealt with before the next is read. */
const memory = Buffer.allocUnsafeSlow(512 * 1024);
const headEnd = Buffer.from('\r\n\r\n');
const closed = Buffer.from('The connection was closed.');
const lengthHeader = Buffer.from('content-length: ');

/**
 * One keep-alive HTTP/1.1 connection with one request under way at a time. It knows only as much HTTP as the measured
 * servers speak, so that the load takes less time than the server.
 */
export class Connection {
  readonly #socket: Socket;
  #partial: Buffer | undefined;
  #expected = 0;
  #onAnswer: OnAnswer | undefined;

  private constructor(port: number) {
    this.#socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer: memory,
        callback: (size, buffer) => {
          this.#read(Buffer.from(buffer.buffer, buffer.byteOffset, size));
          return true;
        },
      },
    });
  }

  static async open(port: number): Promise<Connection> {
    const connection = new Connection(port);
    await once(connection.#socket, 'connect');
    connection.#socket.on('error', () => connection.#socket.destroy());
    // Who waits for an answer would wait for ever.
    connection.#socket.on('close', () => connection.#onAnswer?.(0, Buffer.from('The connection was closed.')));
    return connection;
  }

  send(request: Buffer, onAnswer: OnAnswer): void {
    if (this.#onAnswer) throw new Error('The last request of this connection has not been answered.');
    if (this.#socket.destroyed) return onAnswer(0, closed);
    this.#onAnswer = onAnswer;
    this.#socket.write(request);
  }

  close(): void {
    this.#onAnswer = undefined;
    this.#socket.resetAndDestroy();
  }

  #read(bytes: Buffer): void {
    const whole = this.#partial ? Buffer.concat([this.#partial, bytes]) : bytes;
    if (this.#expected === 0) this.#expected = answerLength(whole);
    if (this.#expected === 0 || whole.length < this.#expected) {
      // The memory is about to be read into again.
      this.#partial = whole === bytes ? Buffer.from(bytes) : whole;
      return;
    }
    const end = this.#expected;
    this.#partial = undefined;
    this.#expected = 0;
    const onAnswer = this.#onAnswer;
    this.#onAnswer = undefined;
    onAnswer?.(statusOf(whole), whole.subarray(whole.indexOf(headEnd) + 4, end));
  }
}

function statusOf(answer: Buffer): number {
  const digit = (at: number) => (answer[at] ?? 0) - 48;
  return digit(9) * 100 + digit(10) * 10 + digit(11);
}

/** Bytes of the whole answer; 0 while its head is incomplete. */
function answerLength(bytes: Buffer): number {
  const end = bytes.indexOf(headEnd);
  if (end < 0) return 0;
  const status = statusOf(bytes);
  const at = bytes.indexOf(lengthHeader);
  if (status === 204 || status === 304) return end + 4;
  if (at < 0 || at > end) throw new Error(`The load needs a content-length:\n${bytes.toString('latin1', 0, end)}`);
  let length = 0;
  for (let digit = at + lengthHeader.length; bytes[digit] !== 13; digit += 1)
    length = length * 10 + (bytes[digit] ?? 0) - 48;
  return end + 4 + length;
}

/** Spread evenly where there are several ports. */
export function openConnections({ ports }: Pick<Target, 'ports'>, count: number): Promise<Connection[]> {
  return Promise.all(Array.from({ length: count }, (_, at) => Connection.open(ports[at % ports.length] ?? 0)));
}
