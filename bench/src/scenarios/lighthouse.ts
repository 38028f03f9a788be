import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench } from '../bench.ts';
import { median } from '../load/latencies.ts';
import type { Figure } from '../report/figure.ts';
import type { Scenario } from './scenario.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const flags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const categories = { performance: 95, accessibility: 100, 'best-practices': 100 };
type Category = keyof typeof categories;

interface Report {
  categories: Record<Category, { score: number | null }>;
  audits: Record<string, { numericValue?: number }>;
}

export const lighthouse: Scenario = {
  name: 'lighthouse',
  title: 'Lighthouse, mobile preset, guest app',
  async run(bench, skip) {
    const chromium = installedChromium();
    if (chromium === undefined) {
      skip('Lighthouse needs Chromium: install it, or name it in CHROMIUM_PATH.');
      return [];
    }
    const product = await bench.product(await bench.store());
    const reports: Report[] = [];
    for (let round = 0; round < bench.rounds; round += 1) {
      reports.push(visit(bench, chromium, product.port, join(bench.folder, `lighthouse-${round}.json`)));
    }
    await bench.stop(product);
    const figures = Object.entries(categories).map(([category, limit]): Figure => {
      const scores = reports.map((report) => (report.categories[category as Category].score ?? Number.NaN) * 100);
      return { what: category, value: median(scores), unit: 'of 100', target: { of: 'value', is: 'at least', limit } };
    });
    const timing = (what: string, audit: string): Figure => ({
      what,
      value: median(reports.map((report) => report.audits[audit]?.numericValue ?? Number.NaN)),
      unit: 'ms',
    });
    return [
      ...figures,
      timing('largest contentful paint', 'largest-contentful-paint'),
      timing('total blocking time', 'total-blocking-time'),
    ];
  },
};

function visit(bench: Bench, chromium: string, port: number, output: string): Report {
  const cli = fileURLToPath(import.meta.resolve('lighthouse/cli/index.js'));
  const args = [
    `http://127.0.0.1:${port}/`,
    '--output=json',
    `--output-path=${output}`,
    '--quiet',
    '--no-enable-error-reporting',
    `--only-categories=${Object.keys(categories).join(',')}`,
    `--chrome-flags=${flags.join(' ')}`,
  ];
  const [file = '', ...rest] = [...bench.cores.anyPrefix, process.execPath, cli, ...args];
  const env = { ...process.env, CHROME_PATH: chromium };
  const { status, stderr } = spawnSync(file, rest, { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`Lighthouse failed:\n${stderr}`);
  return JSON.parse(readFileSync(output, 'utf8')) as Report;
}

function installedChromium(): string | undefined {
  if (process.env['CHROMIUM_PATH']) return process.env['CHROMIUM_PATH'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
