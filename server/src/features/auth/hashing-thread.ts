import { Worker } from 'node:worker_threads';
import { programBeside } from '../../programs.ts';

export type HashingJob =
  | { kind: 'hash'; password: string; cost: number }
  | {
      kind: 'compare';
      password: string;
      /** Undefined: there is no such account. */
      hash: string | undefined;
      /** The cost whose time a wrong password takes, whatever its hash cost. */
      effort: number;
    };

/** How a thread is to work. */
export interface HashingTerms {
  /** As the system has it: from 0, like any other, to 19, with what all others leave. */
  niceness: number;
  /** Of a thread that can rest in the midst of a hash: one number, 1 while it is to rest. */
  resting: Int32Array | undefined;
}

const program = programBeside(import.meta, 'hashing-program');

/**
 * A thread for hashing passwords, which gives way to the one that answers requests. The pool that reads files is left to them:
 * there, a few guesses at once would stop every page. It starts with its first job, and takes one at a time.
 */
export class HashingThread {
  readonly #terms: HashingTerms;
  #worker: Worker | undefined;
  #answer: PromiseWithResolvers<string | boolean> | undefined;

  readonly #changed: () => void;

  /** The last thread gets what the others leave; `changed` hears when it begins to work, and when it is done. */
  constructor(place: 'one of the first' | 'the last', changed: () => void = () => undefined) {
    this.#changed = changed;
    this.#terms =
      place === 'the last'
        ? { niceness: 19, resting: new Int32Array(new SharedArrayBuffer(4)) }
        : { niceness: 0, resting: undefined };
  }

  /** Tells the last thread to rest, or that it need not any more; for a second in all while it has one job. */
  rest(toRest: boolean): void {
    const { resting } = this.#terms;
    if (!resting) return;
    Atomics.store(resting, 0, toRest ? 1 : 0);
    if (!toRest) Atomics.notify(resting, 0);
  }

  async hash(password: string, cost: number): Promise<string> {
    return String(await this.#run({ kind: 'hash', password, cost }));
  }

  async compare(password: string, hash: string | undefined, effort: number): Promise<boolean> {
    return (await this.#run({ kind: 'compare', password, hash, effort })) === true;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  get isAtWork(): boolean {
    return this.#answer !== undefined;
  }

  async #run(job: HashingJob): Promise<string | boolean> {
    const worker = (this.#worker ??= this.#start());
    const answer = Promise.withResolvers<string | boolean>();
    this.#answer = answer;
    this.#changed();
    worker.ref();
    worker.postMessage(job, []);
    try {
      return await answer.promise;
    } finally {
      this.#answer = undefined;
      this.#changed();
      worker.unref();
    }
  }

  #start(): Worker {
    const worker = new Worker(program, {
      workerData: this.#terms,
      env: {},
      execArgv: ['--enable-source-maps'],
    });
    worker.on('message', (result: string | boolean) => this.#answer?.resolve(result));
    worker.on('error', (error) => this.#answer?.reject(error));
    worker.once('exit', (code) => {
      this.#worker = undefined;
      this.#answer?.reject(new Error(`the thread that hashes passwords ended with code ${code}`));
    });
    return worker;
  }
}
