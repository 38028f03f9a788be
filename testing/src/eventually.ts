import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until the condition holds, asking it again and again; answers how many milliseconds it took. */
export async function eventually(
  what: string,
  condition: () => boolean | Promise<boolean>,
  timeout = 10_000,
): Promise<number> {
  const since = performance.now();
  while (!(await condition())) {
    if (performance.now() - since > timeout) throw new Error(`Not within ${timeout} ms: ${what}`);
    await sleep(10);
  }
  return performance.now() - since;
}
