// Holds the API's document to what the tools of those who build on it expect: Redocly's recommended rules and Spectral's for
// OpenAPI. Warnings count too.
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import spectralCore from '@stoplight/spectral-core';
import spectralRulesets from '@stoplight/spectral-rulesets';
import { capture, fail, root, say } from './run.mjs';

const file = '.cache/openapi.json';

/** What a rule does not know, each by the rule and the place. */
const excused = new Set([
  // Whether the server is well may be asked by anybody, as often as they like and with whatever they like.
  'operation-4xx-response #/paths/~1health/get/responses',
  'operation-4xx-response #/paths/~1health~1ready/get/responses',
]);

/** @typedef {{ rule: string, at: string, message: string }} Fault */

/** @param {string} text @returns {Promise<Fault[]>} */
async function redocly(text) {
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source: text, absoluteRef: join(root, file), config });
  return problems.map(({ ruleId, message, location }) => ({ rule: ruleId, at: location[0]?.pointer ?? '', message }));
}

/** @param {string} text @returns {Promise<Fault[]>} */
async function spectral(text) {
  const linter = new spectralCore.Spectral();
  // Spectral's types do not know its own rules as ones that can be extended.
  const oas = /** @type {import('@stoplight/spectral-core').RulesetDefinition} */ (
    /** @type {unknown} */ (spectralRulesets.oas)
  );
  linter.setRuleset({ extends: [[oas, 'recommended']] });
  const faults = await linter.run(text);
  return faults.map(({ code, message, path }) => ({ rule: String(code), at: path.join(' '), message }));
}

await mkdir(join(root, '.cache'), { recursive: true });
const { code, output } = await capture('node', ['server/src/cli.ts', 'openapi', 'write', '--to', file]);
if (code !== 0) fail(`The document could not be made:\n${output}`);
const text = await readFile(join(root, file), 'utf8');
const faults = [...(await redocly(text)), ...(await spectral(text))];
const named = faults.map(({ rule, at, message }) => ({ name: `${rule} ${at}`, message }));
const left = named.filter(({ name }) => !excused.has(name)).map(({ name, message }) => `${name}: ${message}`);
const idle = [...excused].filter((name) => !named.some((fault) => fault.name === name));
left.push(...idle.map((name) => `${name} need not be excused any more`));
if (left.length > 0) fail(left.join('\n'));
say(`${file} keeps the rules.`);
