import { fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import type { PictureWidth } from '@soban/contract/pictures';
import type { ProblemCode } from '@soban/contract/vocabulary';
import { programBeside } from '../../programs.ts';
import { Refusal, type RefusalDetails } from '../../refusal.ts';

const program = programBeside(import.meta, 'render-process');
/** Pictures that may be on their way in at once, their bytes in memory. */
const mostInside = 24;
/** Milliseconds after which a picture is given up: thirty times what a phone's takes a processor. */
const patience = 30_000;

/** One picture in each width. */
export type RenderedPicture = { width: PictureWidth; bytes: Uint8Array }[];

/** What the program that renders answers. */
export type Rendering = { sizes: RenderedPicture } | { code: ProblemCode; detail: string; details: RefusalDetails };

/** Renders one picture at a time, so that orders keep the processor; a few wait, more are sent away. */
export class PictureRenderer {
  #inside = 0;
  #last: Promise<unknown> = Promise.resolve();

  /** `read` brings the file's bytes, once there is room for them. */
  async render(read: () => Promise<Buffer>): Promise<RenderedPicture> {
    if (this.#inside >= mostInside) {
      throw new Refusal('unavailable', 'Too many pictures are being uploaded. Try again in a moment.', {
        retryAfter: 5,
      });
    }
    this.#inside += 1;
    try {
      const file = await read();
      const rendered = this.#last.then(() => renderApart(file));
      this.#last = rendered.catch(() => undefined);
      return await rendered;
    } finally {
      this.#inside -= 1;
    }
  }
}

/** In a process that gives way to ours, and that knows none of our secrets. */
function renderApart(file: Buffer): Promise<RenderedPicture> {
  return new Promise((resolve, reject) => {
    const child = fork(program, {
      env: {},
      execArgv: ['--enable-source-maps'],
      serialization: 'advanced',
      timeout: patience,
      killSignal: 'SIGKILL',
    });
    child.once('message', (rendering: Rendering) => {
      if ('sizes' in rendering) resolve(rendering.sizes);
      else reject(new Refusal(rendering.code, rendering.detail, rendering.details));
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === null) reject(tooMuch());
      else reject(new Error(`the program that renders pictures ended with code ${code}; it has said why`));
    });
    // It could not even be started, and says why.
    if (child.pid === undefined) return;
    child.send(file, (error) => error && reject(error));
    giveWay(child.pid);
  });
}

function giveWay(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, or the system knows no such thing.
  }
}

/** It was killed: by us after `patience`, or by the system that ran out of memory. */
function tooMuch(): Refusal {
  const message = 'The picture is damaged, or takes too much to read.';
  return new Refusal('validation_failed', message, { errors: [{ path: '/file', message }] });
}
