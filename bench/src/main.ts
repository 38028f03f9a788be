// `npm run bench -- [--quick] [--only <scenario>]… [--list]`
import { rmSync } from 'node:fs';
import { mkdtemp, statfs } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Bench } from './bench.ts';
import { shareCores } from './processes/cores.ts';
import type { ScenarioReport } from './report/figure.ts';
import { record, thisMachine } from './report/record.ts';
import { rowOf, textTable } from './report/rows.ts';
import { scenarios } from './scenarios/all.ts';
import type { Scenario } from './scenarios/scenario.ts';

const tmpfs = 0x01021994;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      list: { type: 'boolean', default: false },
    },
  });
  if (values.list) return console.log(scenarios.map(({ name, title }) => `${name.padEnd(12)} ${title}`).join('\n'));
  const unknown = values.only.find((name) => !scenarios.some((scenario) => scenario.name === name));
  if (unknown !== undefined) {
    console.error(`There is no scenario ${unknown}; --list names them.`);
    process.exitCode = 1;
    return;
  }
  const chosen = scenarios.filter(({ name }) => values.only.length === 0 || values.only.includes(name));

  const cores = shareCores();
  const folder = await mkdtemp(join(tmpdir(), 'soban-bench-'));
  const firstPort = Number(process.env['BENCH_PORT'] ?? '18400');
  const bench = new Bench({ quick: values.quick, folder, cores, firstPort, say: (text) => console.log(text) });
  process.once('exit', () => {
    bench.killAll();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

  const machine = thisMachine();
  const conditions = [
    cores.description,
    ...(await conditionsOf(folder)),
    ...(values.quick ? ['A quick run: rough.'] : []),
  ];
  console.log(`${machine.cpu}, ${machine.cores} cores, Node ${machine.node}\n${conditions.join('\n')}\n`);
  const reports: ScenarioReport[] = [];
  const since = performance.now();
  for (const scenario of chosen) reports.push(await report(scenario, bench));
  console.log(`Measured in ${Math.round((performance.now() - since) / 1000)} s.`);
  // Only a full run is worth keeping: anything less cannot be compared with it.
  if (process.exitCode === 1 || values.quick || chosen.length < scenarios.length) return;
  console.log(`Recorded in ${await record({ date: new Date().toISOString(), machine, conditions, reports })}`);
}

async function report({ name, title, run }: Scenario, bench: Bench): Promise<ScenarioReport> {
  console.log(`── ${title} (${name})`);
  const since = performance.now();
  const skipped: string[] = [];
  const figures = await run(bench, (why) => skipped.push(why)).catch((error: unknown) => {
    // The others may still have something to say.
    process.exitCode = 1;
    bench.killAll();
    console.error(error);
    return [];
  });
  if (figures.length > 0) console.log(textTable(figures.map(rowOf)));
  for (const why of skipped) console.log(`Not measured: ${why}`);
  console.log(`(${((performance.now() - since) / 1000).toFixed(1)} s)\n`);
  return { scenario: name, title, figures, skipped };
}

/** What a reader has to know before believing the figures. */
async function conditionsOf(folder: string): Promise<string[]> {
  const conditions: string[] = [];
  const [load = 0] = loadavg();
  if (load > 0.7) {
    conditions.push(
      `The machine was busy with something else (load average ${load.toFixed(1)}): rates tell of that too.`,
    );
  }
  const { type } = await statfs(folder);
  if (type === tmpfs) {
    conditions.push(`The data folder ${folder} is in memory, where fsync costs nothing: set TMPDIR to one on a disk.`);
  }
  return conditions;
}

await main();
