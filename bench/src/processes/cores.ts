import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Where programs run: the measured one on a core of its own, the load on another. */
export interface Cores {
  /** What to put before a command so that it runs on the server's core; empty where it cannot be pinned. */
  readonly serverPrefix: readonly string[];
  /** Takes a command off the pinned cores again. */
  readonly anyPrefix: readonly string[];
  /** One sentence for the report. */
  readonly description: string;
}

/** Pins this process, which makes the load, to the second core and tells how to start what is measured on the first. */
export function shareCores(): Cores {
  const cores = availableParallelism();
  const unpinned = (why: string): Cores => ({
    serverPrefix: [],
    anyPrefix: [],
    description: `Nothing is pinned to a core (${why}): rates may move with whatever else runs.`,
  });
  if (cores < 2) return unpinned('there is only one');
  const pinned = spawnSync('taskset', ['-a', '-c', '-p', '1', String(process.pid)], { stdio: 'ignore' });
  if (pinned.error || pinned.status !== 0) return unpinned('there is no taskset here');
  return {
    serverPrefix: ['taskset', '-c', '0'],
    anyPrefix: ['taskset', '-c', `0-${cores - 1}`],
    description: 'Server and baselines are pinned to one core, the load to another.',
  };
}
