// `npm run licences`: what the product is made of, and under which terms. Writes a bill of materials (CycloneDX) and the texts of
// all licences to dist/, and fails on a licence that nobody has agreed to; with `--check` it only looks.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { prepare } from './prepare.mjs';
import { capture, fail, root, say } from './run.mjs';

/** What is shipped; the rest tests or builds it. */
const SHIPPED = ['contract', 'server', 'web/shared', 'web/guest', 'web/admin'].flatMap((folder) => [
  '--filter',
  `./${folder}`,
]);

/** Terms that ask for no more than to be told of. */
const AGREED = new Set([
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
]);

/** libvips is a library of its own that is loaded as it is and can be exchanged, as its terms want. */
const AGREED_FOR = new Map([['LGPL-3.0-or-later', /^@img\/sharp-libvips-/]]);

if (!process.argv.includes('--check')) await prepare({ build: [] });

/**
 * @typedef {{ name: string, versions: string[], paths: string[], license: string, homepage?: string }} Package
 */

/**
 * The packages that are shipped, each once.
 *
 * @returns {Promise<Package[]>}
 */
async function shippedPackages() {
  const { code, output } = await capture('pnpm', [...SHIPPED, 'licenses', 'list', '--json', '--prod']);
  if (code !== 0) fail(`The licences could not be listed:\n${output}`);
  const byLicence = /** @type {Record<string, Package[]>} */ (JSON.parse(output));
  const packages = Object.values(byLicence).flat();
  return packages.toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
}

/** @param {Package} shipped */
function isAgreed({ name, license }) {
  return AGREED.has(license) || (AGREED_FOR.get(license)?.test(name) ?? false);
}

/** @param {Package} shipped */
async function textOf({ name, versions, paths, license, homepage }) {
  const title = `${name} ${versions.join(', ')} (${license})${homepage ? `\n${homepage}` : ''}`;
  const texts = await Promise.all(paths.slice(0, 1).map(licenceIn));
  return [title, ...texts].join('\n\n').trim();
}

/** @param {string} folder */
async function licenceIn(folder) {
  const files = await readdir(folder);
  const wanted = files.filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).toSorted();
  const texts = await Promise.all(wanted.map((file) => readFile(join(folder, file), 'utf8').catch(() => '')));
  return texts.join('\n\n').trim();
}

const packages = await shippedPackages();
const refused = packages.filter((shipped) => !isAgreed(shipped));
if (refused.length > 0) {
  fail(refused.map(({ name, license }) => `${name} is under ${license}, which nobody has agreed to`).join('\n'));
}
if (!process.argv.includes('--check')) await write(packages);

/** @param {Package[]} shipped */
async function write(shipped) {
  const kinds = ['--prod', '--sbom-format=cyclonedx', '--sbom-type=application'];
  const { code, output } = await capture('pnpm', [...SHIPPED, 'sbom', ...kinds]);
  if (code !== 0) fail(`The bill of materials could not be made:\n${output}`);
  const texts = await Promise.all(shipped.map(textOf));
  const folder = join(root, 'dist');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'sbom.cdx.json'), output);
  await writeFile(join(folder, 'THIRD-PARTY-LICENCES.txt'), `${texts.join(`\n\n${'─'.repeat(72)}\n\n`)}\n`);
  say(`dist/sbom.cdx.json and dist/THIRD-PARTY-LICENCES.txt: ${shipped.length} packages`);
}
