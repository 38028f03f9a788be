import type { Socket } from 'node:net';
import { clock } from '../clock.ts';
import { heartbeatFrame } from './frames.ts';

export interface StreamLimits {
  /** Bytes that may wait for a slow client before it is cut off; it resumes by its last event id. */
  maxBuffered: number;
  /** Milliseconds after which a client that takes nothing is cut off. */
  stallTimeout: number;
}

/** Whose stream it is; `expiresAt` (epoch milliseconds) moves when the sign-in is renewed. */
export interface StreamOwner {
  readonly signInId: string;
  readonly storeId: string;
  readonly expiresAt: number;
  /** A guest's phone, which sees one visit and no other. */
  readonly phone?: { readonly isWaiting: boolean } | null;
}

export interface StreamOptions {
  socket: Socket;
  owner: StreamOwner;
  /** The table whose events it carries; null: the whole store's. */
  tableId: string | null;
  /** The event to resume after, as the client said it. */
  lastEventId: string | undefined;
  /** Milliseconds between heartbeats. */
  heartbeat: number;
}

/** One client's live stream. */
export class Stream {
  readonly tableId: string | null;
  readonly owner: StreamOwner;
  readonly lastEventId: string | undefined;
  readonly #socket: Socket;
  readonly #limits: StreamLimits;
  readonly #heartbeat: number;
  #nextBeat: number;
  #takenAt: number;
  #taken = 0;

  constructor(options: StreamOptions, limits: StreamLimits) {
    this.tableId = options.tableId;
    this.owner = options.owner;
    this.lastEventId = options.lastEventId;
    this.#socket = options.socket;
    this.#limits = limits;
    this.#heartbeat = options.heartbeat;
    this.#takenAt = clock.now();
    this.#nextBeat = this.#takenAt + options.heartbeat;
  }

  /** Writes without waiting; a client that does not keep up is cut off before it costs memory. */
  write(frame: Buffer | string): void {
    const socket = this.#socket;
    if (this.isClosed) return;
    const waiting = socket.writableLength;
    // Whoever has taken everything may be given one frame of any size: its bytes are the same for all streams.
    if (waiting > 0 && waiting + frame.length > this.#limits.maxBuffered) socket.destroy();
    else socket.write(frame);
  }

  /** Writes, and settles when the client has taken it or is gone. */
  writeAndWait(text: string): Promise<void> {
    return new Promise((resolve) => {
      if (this.isClosed) resolve();
      else this.#socket.write(text, () => resolve());
    });
  }

  /** Once a second (`now` in epoch milliseconds): the heartbeat when due, the end when its time has come. */
  tick(now: number): void {
    const socket = this.#socket;
    const waiting = socket.writableLength;
    const taken = socket.bytesWritten - waiting;
    if (waiting === 0 || taken !== this.#taken) {
      this.#taken = taken;
      this.#takenAt = now;
    }
    if (now >= this.owner.expiresAt) this.end();
    else if (now - this.#takenAt >= this.#limits.stallTimeout) socket.destroy();
    else if (now >= this.#nextBeat) {
      this.#nextBeat = now + this.#heartbeat;
      // Where something is on its way already, it is sign of life enough.
      if (waiting === 0) this.write(heartbeatFrame);
    }
  }

  /** Lets what has been written arrive, then closes, whether or not the client does. */
  end(lastWords = ''): void {
    this.#socket.end(lastWords);
    this.#socket.destroySoon();
  }

  /** Says why it has to go; a client that takes nothing goes at once. */
  dismiss(why: string): void {
    if (this.#socket.writableLength > 0) this.cut();
    else this.end(why);
  }

  cut(): void {
    this.#socket.destroy();
  }

  get isClosed(): boolean {
    return this.#socket.destroyed || this.#socket.writableEnded;
  }

  onClose(listener: () => void): void {
    this.#socket.once('close', listener);
  }
}
