// Brings a checkout to where it can run: tools, dependencies, built web apps. Does only what changed since the last time.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { capture, fail, root, run, say } from './run.mjs';
import { provideTools } from './toolchain.mjs';

const PACKAGES = ['contract', 'server', 'web/shared', 'web/guest', 'web/admin', 'e2e', 'bench', 'testing'];
const APPS = ['guest', 'admin'];

export async function prepare({ build = true } = {}) {
  await provideTools();
  await install();
  if (build) await Promise.all(APPS.map(buildApp));
}

async function install() {
  const manifests = ['.', ...PACKAGES].map((folder) => join(folder, 'package.json'));
  await ifChanged('node_modules/.soban-install', ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests], async () => {
    // Even to run in production the web apps must first be built, which takes the development dependencies.
    const env = { ...process.env, NODE_ENV: 'development' };
    const code = await run('pnpm', ['install', '--frozen-lockfile'], { env });
    if (code !== 0) process.exit(code);
  });
}

/** @param {string} app */
async function buildApp(app) {
  const folder = `web/${app}`;
  const stamp = `.cache/build-${app}`;
  if (!existsSync(join(root, folder, 'dist/index.html'))) await rm(join(root, stamp), { force: true });
  await ifChanged(stamp, [folder, 'web/shared', 'contract', 'tsconfig.base.json', 'pnpm-lock.yaml'], async () => {
    say(`Building the ${app} app …`);
    const options = { cwd: join(root, folder), env: { ...process.env, NODE_ENV: 'production' } };
    const { code, output } = await capture('node', ['node_modules/vite/bin/vite.js', 'build'], options);
    if (code !== 0) fail(`${output}\nThe ${app} app could not be built.`);
  });
}

/**
 * Does the work unless it was done for these very sources. The stamp is written last, so that broken-off work is done again.
 *
 * @param {string} stampFile
 * @param {string[]} sources
 * @param {() => Promise<void>} work
 */
async function ifChanged(stampFile, sources, work) {
  const path = join(root, stampFile);
  const fingerprint = await fingerprintOf(sources);
  const last = await readFile(path, 'utf8').catch(() => '');
  if (last === fingerprint) return;
  await rm(path, { force: true });
  await work();
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, fingerprint);
}

/** @param {string[]} sources */
async function fingerprintOf(sources) {
  const hash = createHash('sha256').update(process.platform).update(process.arch);
  const files = (await Promise.all(sources.map(filesOf))).flat().toSorted();
  for (const file of files) hash.update(`\0${file}\0`).update(await readFile(join(root, file)));
  return hash.digest('hex');
}

/**
 * @param {string} source a file, or a folder with all that is in it
 * @returns {Promise<string[]>}
 */
async function filesOf(source) {
  const entries = await readdir(join(root, source), { withFileTypes: true }).catch(() => null);
  if (!entries) return [source];
  const kept = entries.filter(({ name }) => name !== 'node_modules' && name !== 'dist' && !name.includes('.test.'));
  return (await Promise.all(kept.map(({ name }) => filesOf(join(source, name))))).flat();
}
