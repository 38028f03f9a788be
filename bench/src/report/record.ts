import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { ScenarioReport } from './figure.ts';
import { markdownTable, rowOf } from './rows.ts';

const results = join(import.meta.dirname, '../../results');

export interface Machine {
  cpu: string;
  cores: number;
  memoryGigabytes: number;
  node: string;
  platform: string;
}

export function thisMachine(): Machine {
  const all = cpus();
  return {
    cpu: all[0]?.model.trim() ?? 'unknown processor',
    cores: all.length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
}

export interface Run {
  date: string;
  machine: Machine;
  /** What the reader has to know of how it was measured. */
  conditions: string[];
  reports: ScenarioReport[];
}

/** Keeps a full run: its figures as JSON, and the newest one as a page to read. Answers the JSON's path. */
export async function record(run: Run): Promise<string> {
  const { cpu, cores } = run.machine;
  const name = `${run.date.slice(0, 10)}-${cpu}-${cores}-cores`.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const file = join(results, `${name}.json`);
  await mkdir(results, { recursive: true });
  await writeFile(file, `${JSON.stringify(run, null, 2)}\n`);
  const runs = (await readdir(results))
    .filter((entry) => entry.endsWith('.json'))
    .toSorted()
    .toReversed();
  await writeFile(join(results, 'README.md'), pageOf(run, runs));
  return file;
}

function pageOf({ date, machine, conditions, reports }: Run, runs: readonly string[]): string {
  const { cpu, cores, memoryGigabytes, node, platform } = machine;
  const sections = reports.map(({ title, figures, skipped }) =>
    [`## ${title}`, ...(figures.length > 0 ? [markdownTable(figures.map(rowOf))] : []), ...skipped].join('\n\n'),
  );
  return `# Results

The newest full run, as \`npm run bench\` wrote it; [what the columns mean](../README.md).

${date.slice(0, 10)} · ${cpu}, ${cores} cores, ${memoryGigabytes} GB · Node ${node} · ${platform}

${conditions.map((condition) => `- ${condition}`).join('\n')}

${sections.join('\n\n')}

## All runs

${runs.map((file) => `- [${file}](${file})`).join('\n')}
`;
}
