import { fstatSync, write, writeSync } from 'node:fs';

/** Characters that may wait to be written; lines beyond it are left out. */
const limit = 256 * 1024;
/** Milliseconds before what could not be written is tried again, and for which an end waits for the last lines. */
const retryAfter = 1000;
const patience = 1000;
const standardOutput = 1;

type Done = (error: NodeJS.ErrnoException | null | undefined, written: number) => void;

/**
 * Standard output that nobody ever waits for, and that never fails: what cannot be written, because a disk is full, a pipe is
 * not read or a reader has gone, waits within a limit, and whole lines are left out beyond it. They are counted.
 */
export class LineOutput {
  readonly #isPipe = isPipe();
  /** Hears how many lines are missing, as soon as lines can be written again. */
  #onReturn: (missing: number) => void = () => undefined;
  readonly #idle = new Set<() => void>();
  #pending: string[] = [];
  /** What is being written, or could not be and is tried again. */
  #chunk: Buffer | undefined;
  #isWriting = false;
  #retry: NodeJS.Timeout | undefined;
  #length = 0;
  #missing = 0;
  #isStarted = false;

  onReturn(listener: (missing: number) => void): void {
    this.#onReturn = listener;
  }

  /** Takes one or more whole lines. */
  write(lines: string): void {
    // Once some are missing the rest is written first, so that the gap stands where it is said to be.
    if (this.#missing > 0 || this.#length + lines.length > limit) {
      this.#missing += linesIn(lines);
      return;
    }
    this.#pending.push(lines);
    this.#length += lines.length;
    this.#writeOn();
  }

  /** Calls back when everything has been written, or cannot be for now. */
  flush(done: () => void): void {
    if (this.#isIdle) return done();
    const finish = () => {
      clearTimeout(late);
      if (this.#idle.delete(finish)) done();
    };
    const late = setTimeout(finish, patience);
    this.#idle.add(finish);
  }

  get #isIdle(): boolean {
    return this.#chunk === undefined && this.#pending.length === 0;
  }

  #writeOn(): void {
    if (this.#isWriting || this.#retry) return;
    if (!this.#isStarted) this.#start();
    if (!this.#chunk && this.#pending.length > 0) this.#chunk = this.#takePending();
    if (!this.#chunk) return;
    this.#isWriting = true;
    const done: Done = (error, written) => this.#wrote(error, written);
    if (this.#isPipe) writeToPipe(this.#chunk, done);
    else write(standardOutput, this.#chunk, done);
  }

  #takePending(): Buffer {
    const chunk = Buffer.from(this.#pending.join(''));
    this.#pending = [];
    this.#length = chunk.length;
    return chunk;
  }

  #wrote(error: NodeJS.ErrnoException | null | undefined, written: number): void {
    this.#isWriting = false;
    const rest = this.#chunk?.subarray(written);
    this.#chunk = rest && rest.length > 0 ? rest : undefined;
    if (error) {
      this.#retry = setTimeout(() => {
        this.#retry = undefined;
        this.#writeOn();
      }, retryAfter);
      this.#retry.unref();
      return;
    }
    if (this.#isIdle) this.#rest();
    this.#writeOn();
  }

  #rest(): void {
    this.#length = 0;
    const missing = this.#missing;
    this.#missing = 0;
    if (missing > 0) this.#onReturn(missing);
    else for (const finish of this.#idle) finish();
  }

  #start(): void {
    this.#isStarted = true;
    // Each failure is told to the write that it befell; without a listener it would end the process.
    if (this.#isPipe) process.stdout.on('error', () => undefined);
    process.once('exit', () => this.#writeLast());
  }

  /** At an end that waits for nothing. */
  #writeLast(): void {
    const last = this.#isWriting
      ? this.#takePending()
      : Buffer.concat([this.#chunk ?? Buffer.alloc(0), this.#takePending()]);
    if (last.length === 0) return;
    try {
      if (this.#isPipe) process.stdout.write(last);
      else writeSync(standardOutput, last);
    } catch {
      // There is nobody left to tell.
    }
  }
}

/**
 * A pipe is written to by Node's own stream, which waits for its reader in the event loop. A file or terminal must not be: there that
 * stream holds up everything until it is written.
 */
function isPipe(): boolean {
  try {
    const kind = fstatSync(standardOutput);
    return kind.isFIFO() || kind.isSocket();
  } catch {
    return false;
  }
}

function writeToPipe(chunk: Buffer, done: Done): void {
  process.stdout.write(chunk, (error) => done(error, error ? 0 : chunk.length));
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}
