import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import bcrypt from 'bcrypt';
import { compare, hash } from 'bcryptjs';
import type { HashingJob, HashingTerms } from './hashing-thread.ts';

/** The program of a thread that hashes passwords, one after the other. */

/** Milliseconds that a job may be made to rest, all in all: who is of no rank is answered at last. */
const longestRest = 1000;

const terms = workerData as HashingTerms;
giveWay(terms.niceness);
parentPort?.on('message', (job: HashingJob) => void answer(job));

async function answer(job: HashingJob): Promise<void> {
  parentPort?.postMessage(await done(job), []);
}

interface Hasher {
  hash(password: string, cost: number): Promise<string> | string;
  compare(password: string, hash: string): Promise<boolean> | boolean;
}

const atOnce: Hasher = { hash: bcrypt.hashSync, compare: bcrypt.compareSync };

async function done(job: HashingJob): Promise<string | boolean> {
  const { password } = job;
  const hasher = terms.resting ? restingHasher(terms.resting) : atOnce;
  if (job.kind === 'hash') return hasher.hash(password, job.cost);
  if (job.hash === undefined) return !(await hasher.hash(password, job.effort));
  if (await hasher.compare(password, job.hash)) return true;
  // Each step doubles the work, so that the steps in between make up what is missing.
  for (let cost = bcrypt.getRounds(job.hash); cost < job.effort; cost += 1) await hasher.hash(password, cost);
  return false;
}

/** Looks up from its work every tenth of a second, and rests while it is told to. It takes a quarter longer than the other. */
function restingHasher(told: Int32Array): Hasher {
  let left = longestRest;
  const lookUp = () => {
    const since = performance.now();
    Atomics.wait(told, 0, 1, left);
    left = Math.max(0, left - (performance.now() - since));
  };
  return {
    // Half a character has bytes of its own in each library, and the same ones as the whole one that stands for it.
    hash: (password, cost) => answered((tell) => hash(password.toWellFormed(), cost, tell, lookUp)),
    compare: (password, stored) => answered((tell) => compare(password.toWellFormed(), stored, tell, lookUp)),
  };
}

function answered<Answer>(ask: (tell: (error: Error | null, answer?: Answer) => void) => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    ask((error, told) => (told === undefined ? reject(error) : resolve(told)));
  });
}

/** Linux has a priority for each thread. */
function giveWay(niceness: number): void {
  try {
    const thread = /\d+$/.exec(readlinkSync('/proc/thread-self'))?.[0];
    if (thread !== undefined) setPriority(Number(thread), niceness);
  } catch {
    // Other systems have none; a thread of its own is the greater part of it.
  }
}
