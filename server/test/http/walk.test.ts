import { execFile } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import openapiTS, { astToString } from 'openapi-typescript';
import { expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { demoPassword } from '../harness/restaurant.ts';
import { signIn } from '../harness/staff.ts';
import { newFolder } from '../services/programs.ts';

const root = resolve(import.meta.dirname, '../../..');
const run = promisify(execFile);
const app = await appOfThisFile();

/** The client that docs/api.md shows, beside types made from the document, as its reader would have them. */
async function walkInFolder(): Promise<string> {
  const folder = newFolder('walk');
  const [, client = ''] = /```ts\n(.*?)```/s.exec(readFileSync(join(root, 'docs/api.md'), 'utf8')) ?? [];
  writeFileSync(join(folder, 'walk.ts'), client);
  const document = (await app.anyone.get('/api/openapi.json')).text;
  writeFileSync(join(folder, 'soban.ts'), astToString(await openapiTS(document)));
  // It has installed what this package has.
  symlinkSync(join(root, 'server/node_modules'), join(folder, 'node_modules'), 'junction');
  const compilerOptions = { types: ['node'], typeRoots: [join(root, 'node_modules/@types')] };
  const config = { extends: join(root, 'tsconfig.base.json'), compilerOptions, files: ['walk.ts'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  return folder;
}

test('a client with nothing but the document’s types compiles, and walks from signing in to a completed order', async () => {
  const folder = await walkInFolder();
  const compiled = run('node', [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder]);
  await expect(
    compiled.catch(({ stdout }: { stdout: string }) => Promise.reject(new Error(stdout))),
  ).resolves.toBeTruthy();

  const env = { ...process.env, SOBAN_URL: app.url, TABLE_PASSWORD: demoPassword, OWNER_PASSWORD: demoPassword };
  const { stdout } = await run('node', ['walk.ts'], { cwd: folder, env });
  expect(stdout).toMatch(/^T05-001 is here: (\d+) KRW, \1 for the visit\nT05-001 is completed\n$/);
  const owner = await signIn(app.anyone);
  const [placed] = (await owner.board()).tables.flatMap(({ orders }) => orders);
  expect((await owner.readOrder(placed?.id ?? '')).status).toBe('completed');
});
