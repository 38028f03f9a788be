import { median } from './latencies.ts';

/**
 * Lets the runs take turns, A B C A B C …, so that a slow moment of the machine hits them alike, and answers with the
 * median of each of their figures.
 */
export async function takeTurns<Name extends string, Figures extends object>(
  rounds: number,
  runs: Record<Name, () => Promise<Figures>>,
): Promise<Record<Name, Figures>> {
  const names = Object.keys(runs) as Name[];
  const samples = new Map<Name, Figures[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) samples.get(name)?.push(await runs[name]());
  }
  return Object.fromEntries(names.map((name) => [name, medians(samples.get(name) ?? [])])) as Record<Name, Figures>;
}

function medians<Figures extends object>(samples: readonly Figures[]): Figures {
  const keys = Object.keys(samples[0] ?? {}) as (keyof Figures)[];
  return Object.fromEntries(keys.map((key) => [key, median(samples.map((sample) => Number(sample[key])))])) as Figures;
}
