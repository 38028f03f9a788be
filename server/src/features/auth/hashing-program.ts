import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import bcrypt from 'bcrypt';
import type { HashingJob } from './hashing-thread.ts';

/** The program of a thread that hashes passwords, one after the other. */

giveWay(Number(workerData));
parentPort?.on('message', (job: HashingJob) => parentPort?.postMessage(done(job), []));

function done(job: HashingJob): string | boolean {
  if (job.kind === 'hash') return bcrypt.hashSync(job.password, job.cost);
  if (job.hash === undefined) return !bcrypt.hashSync(job.password, job.effort);
  if (bcrypt.compareSync(job.password, job.hash)) return true;
  // Each step doubles the work, so that the steps in between make up what is missing.
  for (let cost = bcrypt.getRounds(job.hash); cost < job.effort; cost += 1) bcrypt.hashSync(job.password, cost);
  return false;
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
