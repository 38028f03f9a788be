import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Figure } from '../report/figure.ts';
import type { Scenario } from './scenario.ts';

const web = join(import.meta.dirname, '../../../web');

export const firstLoad: Scenario = {
  name: 'first-load',
  title: 'What a browser fetches before an app runs, gzip',
  async run(_, skip) {
    const figures: Figure[] = [];
    for (const app of ['guest', 'admin']) {
      const dist = join(web, app, 'dist');
      if (!existsSync(join(dist, 'index.html'))) {
        skip(`web/${app} is not built.`);
        continue;
      }
      const files = ['index.html', ...neededFiles(dist)];
      const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length, 0);
      const figure: Figure = { what: `${app}: HTML, scripts and styles`, value: bytes / 1000, unit: 'KB' };
      figure.note = `${files.length} files, one language`;
      figures.push(app === 'guest' ? { ...figure, target: { of: 'value', is: 'at most', limit: 130 } } : figure);
    }
    return figures;
  },
};

/** What the page names, what those scripts import at once, and the words of the store's language, which no screen does without. */
function neededFiles(dist: string): Set<string> {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="[^"]*?(assets\/[^"]+\.(?:js|css))"/g)].map((match) => match[1] ?? '');
  const needed = new Set<string>();
  const waiting = [...named];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (needed.has(file)) continue;
    needed.add(file);
    if (!file.endsWith('.js')) continue;
    const source = readFileSync(join(dist, file), 'utf8');
    const imports = source.matchAll(/(?:\bfrom|\bimport)\s*["'](\.\/[^"']+\.js)["']/g);
    const words = source.matchAll(/\bimport\(\s*["'`](\.\/ko-[^"'`]+\.js)["'`]\s*\)/g);
    for (const [, path = ''] of [...imports, ...words]) waiting.push(posix.join(posix.dirname(file), path));
  }
  return needed;
}
