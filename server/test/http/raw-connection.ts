import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Client } from '../harness/client.ts';

/** A connection on which anything can be written, also what no client of HTTP would. It ends with the test. */
export class RawConnection {
  readonly socket: Socket;
  /** Everything that came back. */
  taken = '';

  constructor(socket: Socket) {
    this.socket = socket;
    socket.setEncoding('latin1');
    // How it ends is looked at afterwards, if at all.
    socket.on('error', () => undefined);
    socket.on('data', (text: string) => {
      this.taken += text;
    });
  }

  /** Resolves when the machine has taken the bytes; also where the connection is gone. */
  async write(bytes: string | Buffer): Promise<void> {
    if (!this.socket.writable) return;
    await new Promise<void>((resolve) => {
      this.socket.once('close', resolve);
      this.socket.write(bytes, () => resolve());
    });
  }

  /** Waits until what came back contains the text, or the connection is over. */
  async until(text: string): Promise<void> {
    while (!this.taken.includes(text) && !this.socket.closed) {
      await new Promise<void>((resolve) => {
        this.socket.once('data', () => resolve());
        this.socket.once('close', () => resolve());
      });
    }
  }

  /** Waits until the server has ended it. */
  async over(): Promise<string> {
    if (!this.socket.closed) await new Promise((resolve) => this.socket.once('close', resolve));
    return this.taken;
  }
}

export async function rawConnection({ url }: Pick<Client, 'url'>): Promise<RawConnection> {
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1' });
  const connection = new RawConnection(socket);
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return connection;
}

/** The head of a request and what follows it, as bytes. */
export function requestOf(line: string, headers: Record<string, string> = {}, body = ''): string {
  const named = Object.entries({ host: 'soban', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${line} HTTP/1.1\r\n${named.join('')}\r\n${body}`;
}
