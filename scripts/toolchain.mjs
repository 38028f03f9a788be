// Node 24 and pnpm 12, whatever the machine has: what is missing comes from the npm registry into .tools, checked by the hashes in
// toolchain.json, and none of it runs a script. This file and those it imports run on Node 20 with nothing installed.
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { capture, fail, root, say } from './run.mjs';

const OLDEST_NODE = 24;
const OLDEST_PNPM = 12;

/**
 * A package that brings a program. A new version's hash is told by: npm view NAME@VERSION dist.integrity
 *
 * @typedef {{ name: string, version: string, integrity?: string, program: string }} Tool
 */

const tools = join(root, '.tools');
const platform = `${process.platform}-${process.arch}`;
const noNodeHere = `Soban needs Node ${OLDEST_NODE} or newer, and the npm registry has none that runs on ${platform}: install it from https://nodejs.org, then run this again.`;
const noPnpmHere = `Soban needs pnpm ${OLDEST_PNPM} or newer, and knows of none that runs on ${platform}: install it, then run this again.`;

/** @param {string} version */
const major = (version) => Number.parseInt(version, 10);

/** Puts Node 24 and pnpm 12 first on PATH, fetching what is missing. */
export async function provideTools() {
  const known = await knownTools();
  const hasOwnNode = major(process.versions.node) >= OLDEST_NODE;
  const node = hasOwnNode
    ? undefined
    : (known(`node-${platform.replace('win32', 'win')}`, 'bin/node') ?? fail(noNodeHere));
  const ours = known(`@pnpm/exe.${platform}${isMusl() ? '-musl' : ''}`, 'pnpm');
  const usesOwnPnpm = !(ours && (await isFetched(ours))) && (await hasOwnPnpm());
  const pnpm = usesOwnPnpm ? undefined : (ours ?? fail(noPnpmHere));
  const wanted = [node, pnpm].filter((tool) => tool !== undefined);
  const are = await Promise.all(wanted.map(isFetched));
  if (are.includes(false)) await fetchTools(wanted);
  useFirst(node ? join(tools, folderOf(node)) : dirname(process.execPath));
  useFirst(join(root, 'node_modules', '.bin'));
  if (pnpm) useFirst(join(tools, folderOf(pnpm)));
}

/** What toolchain.json has of a package, whose program is in that place of it. */
async function knownTools() {
  const text = await readFile(new URL('toolchain.json', import.meta.url), 'utf8');
  const all = /** @type {Record<string, { version: string, integrity?: string }>} */ (JSON.parse(text));
  return (/** @type {string} */ name, /** @type {string} */ program) => {
    const entry = all[name];
    return entry && { name, ...entry, program };
  };
}

function isMusl() {
  if (process.platform !== 'linux') return false;
  const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  return report.header.glibcVersionRuntime === undefined;
}

/** @param {string} folder */
function useFirst(folder) {
  process.env['PATH'] = folder + delimiter + process.env['PATH'];
}

/** @param {Tool} tool */
function folderOf({ name, program }) {
  return dirname(join('node_modules', name, program));
}

/** @param {Tool} tool */
async function isFetched({ name, version }) {
  try {
    const manifest = await readFile(join(tools, 'node_modules', name, 'package.json'), 'utf8');
    return /** @type {{ version: string }} */ (JSON.parse(manifest)).version === version;
  } catch {
    return false;
  }
}

async function hasOwnPnpm() {
  // Corepack's stand-in for pnpm would otherwise download one just to tell its version.
  const env = { ...process.env, COREPACK_ENABLE_NETWORK: '0' };
  const { code, output } = await capture('pnpm', ['--version'], { env });
  return code === 0 && major(output) >= OLDEST_PNPM;
}

/**
 * Everything is fetched aside, tried, and only then put in place: an interrupted download leaves nothing half done.
 *
 * @param {Tool[]} wanted
 */
async function fetchTools(wanted) {
  const names = wanted.map(({ name, version }) => `${name}@${version}`).join(' and ');
  say(`Getting ${names} into .tools …`);
  for (const { name, integrity } of wanted) {
    if (integrity === undefined)
      say(`scripts/toolchain.json has no hash of ${name}: it is taken as the registry sends it.`);
  }
  const incoming = join(root, '.tools-incoming');
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming);
  const { manifest, lock } = projectOf(wanted);
  await writeFile(join(incoming, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(incoming, 'package-lock.json'), JSON.stringify(lock));
  const options = ['--prefix', incoming, '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier'];
  const npm = await capture('npm', ['ci', ...options, '--loglevel=error'], { cwd: incoming });
  const error = /\bcode (E\w+)/.exec(npm.output)?.[1] ?? npm.output.trim();
  if (error === 'EINTEGRITY') {
    fail(
      `${npm.output.trim()}\nThe npm registry has sent something else than what Soban was tested with: nothing of it is used.`,
    );
  }
  if (npm.code !== 0) fail(`Could not get ${names} from the npm registry: ${error}.`);
  for (const tool of wanted) await tryOut(join(incoming, 'node_modules', tool.name, tool.program), tool);
  await rm(tools, { recursive: true, force: true });
  await rename(incoming, tools);
}

/**
 * What npm needs to get just these, and with its lock to hold what it gets to our hashes, wherever it gets it from.
 *
 * @param {Tool[]} wanted
 */
function projectOf(wanted) {
  const dependencies = Object.fromEntries(wanted.map(({ name, version }) => [name, version]));
  /** @type {Record<string, object>} */
  const packages = { '': { dependencies } };
  for (const { name, version, integrity } of wanted) packages[`node_modules/${name}`] = { version, integrity };
  return { manifest: { private: true, dependencies }, lock: { lockfileVersion: 3, packages } };
}

/**
 * @param {string} program
 * @param {Tool} tool
 */
async function tryOut(program, { name, version }) {
  const { code, output } = await capture(program, ['--version']);
  if (code !== 0)
    fail(`${output.trim()}\n${name}@${version} does not run here: install it otherwise, then run this again.`);
}
