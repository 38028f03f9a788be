// Brings a checkout to where it can run: tools, dependencies, what is built of the sources. Does only what changed since the last time.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { capture, fail, root, run, say } from './run.mjs';
import { provideTools } from './toolchain.mjs';

const PACKAGES = ['contract', 'server', 'web/shared', 'web/guest', 'web/admin', 'e2e', 'bench', 'testing'];
const BUILDS = { server: buildServer, guest: () => buildApp('guest'), admin: () => buildApp('admin') };
const ALL = /** @type {(keyof typeof BUILDS)[]} */ (Object.keys(BUILDS));

/** @param {{ build?: (keyof typeof BUILDS)[] }} [options] what is to be built; without it, all */
export async function prepare({ build = ALL } = {}) {
  await provideTools();
  await install();
  await Promise.all(build.map((name) => BUILDS[name]()));
}

/** By itself, it is what vitest does before the integration tests, which start the built server. */
export default async function buildServer() {
  const sources = ['server/src', 'server/build.ts', 'server/package.json'];
  await make('server', 'server', 'main.js', sources, ['build.ts']);
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
  await make(`${app} app`, folder, 'index.html', [folder, 'web/shared'], ['node_modules/vite/bin/vite.js', 'build']);
}

/**
 * @param {string} name
 * @param {string} folder
 * @param {string} product a file in the folder's `dist` that is there once it is built
 * @param {string[]} sources what it is made of, beside the contract and packages
 * @param {string[]} args of Node, in the folder
 */
async function make(name, folder, product, sources, args) {
  const stamp = `.cache/build-${name.replace(' ', '-')}`;
  if (!existsSync(join(root, folder, 'dist', product))) await rm(join(root, stamp), { force: true });
  await ifChanged(stamp, [...sources, 'contract', 'tsconfig.base.json', 'pnpm-lock.yaml'], async () => {
    say(`Building the ${name} …`);
    const options = { cwd: join(root, folder), env: { ...process.env, NODE_ENV: 'production' } };
    const { code, output } = await capture('node', args, options);
    if (code !== 0) fail(`${output}\nThe ${name} could not be built.`);
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
