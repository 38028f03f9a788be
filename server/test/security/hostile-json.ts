import type { JsonSchema } from '../harness/openapi.ts';
import type { Luck } from './luck.ts';
import { sampleOf } from './sample.ts';

/** Texts that have broken something somewhere. */
export const hostileTexts = [
  '',
  ' ',
  '0',
  '-1',
  'NaN',
  'Infinity',
  'null',
  'undefined',
  'true',
  '1e999',
  '0x10',
  '[object Object]',
  '__proto__',
  'constructor',
  '../../../../etc/passwd',
  "' or 1=1 --",
  '"; drop table orders; --',
  '${7*7}{{7*7}}',
  '<script>alert(1)</script>',
  '%00%0d%0aset-cookie:a=b',
  '\0',
  'a\0b',
  '\ud800',
  'x\udfff',
  '\u202enohtyp',
  '\ufeff',
  '\u2028',
  '👩‍👩‍👧‍👦',
  'ﷺ',
  'e\u0301\u0301\u0301',
  '한글',
  'x'.repeat(65),
  'x'.repeat(201),
  '😀'.repeat(200),
  '😀'.repeat(201),
  'x'.repeat(10_000),
];

/** What may stand in a value's place, as it is written: some of it is no JSON. */
const hostileValues = [
  'null',
  'true',
  'false',
  '0',
  '-0',
  '-1',
  '1.5',
  '1e400',
  '-1e400',
  '1e-400',
  '1e21',
  '9007199254740993',
  '123456789012345678901234567890',
  'NaN',
  'Infinity',
  'undefined',
  '01',
  '+1',
  '.5',
  '0x1',
  '1_000',
  "'x'",
  '""',
  '[]',
  '[[]]',
  '[null]',
  '{}',
  '{"__proto__":{"role":"owner"}}',
  '{"constructor":{"prototype":{"role":"owner"}}}',
  '{"toString":1,"valueOf":1}',
  '{"$ne":null}',
  '{"length":-1}',
];

const strangeNames = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  ' ',
  'id',
  '$where',
  '\0',
  '\ud800',
  '0',
  'x'.repeat(5000),
];

/** JSON, or nearly so, that keeps the schema but for one thing. */
function hostileJson(schema: JsonSchema, luck: Luck): string {
  const [choice] = schema.anyOf ?? [];
  if (choice && schema.anyOf) return hostileJson(luck.pick([choice, ...schema.anyOf]), luck);
  if (schema.allOf) return hostileJson(Object.assign({}, ...schema.allOf) as JsonSchema, luck);
  if (luck.chance(0.2)) return luck.pick(hostileValues);
  if (schema.type === 'object') return hostileObject(schema, luck);
  if (schema.type === 'array') return hostileArray(schema, luck);
  if (schema.type === 'integer' || schema.type === 'number') return hostileNumber(schema, luck);
  if (schema.type === 'string' && luck.chance(0.4)) return edgeOfLength(schema, luck);
  return luck.chance(0.6) ? JSON.stringify(luck.pick(hostileTexts)) : luck.pick(hostileValues);
}

function hostileObject({ properties = {} }: JsonSchema, luck: Luck): string {
  const members = Object.entries(properties).map(([name, of]): [string, string] => [name, written(of)]);
  const at = luck.below(members.length);
  const [name = 'x'] = members[at] ?? [];
  const of = properties[name] ?? {};
  const way = luck.below(8);
  if (way === 0) members.splice(at, 1);
  else if (way === 1) members.push([luck.pick(strangeNames), luck.pick(hostileValues)]);
  else if (way === 2) members.push([name, hostileJson(of, luck)]);
  else members[at] = [name, hostileJson(of, luck)];
  return `{${members.map(([member, text]) => `${JSON.stringify(member)}:${text}`).join(',')}}`;
}

function hostileArray({ items = {}, minItems = 0, maxItems = 5 }: JsonSchema, luck: Luck): string {
  const count = luck.pick([0, 1, Math.max(0, minItems - 1), minItems, maxItems, maxItems + 1, 1, 2]);
  const members = Array.from({ length: count }, () => written(items));
  if (count > 0 && luck.chance(0.7)) members[luck.below(count)] = hostileJson(items, luck);
  return `[${members.join(',')}]`;
}

function hostileNumber({ minimum = 0, maximum = Number.MAX_SAFE_INTEGER }: JsonSchema, luck: Luck): string {
  const edges = [minimum - 1, minimum, minimum + 0.5, maximum, maximum + 1, -minimum, String(minimum)];
  return luck.chance(0.6) ? JSON.stringify(luck.pick(edges)) : luck.pick(hostileValues);
}

/** As long as may be, or one more or less: in letters, in characters of two units, or in marks that make one. */
function edgeOfLength({ minLength = 0, maxLength = 200 }: JsonSchema, luck: Luck): string {
  const length = luck.pick([minLength - 1, minLength, maxLength, maxLength + 1, maxLength * 2]);
  return JSON.stringify(luck.pick(['x', '한', '😀', 'e\u0301', ' ']).repeat(Math.max(0, length)));
}

function written(schema: JsonSchema): string {
  return JSON.stringify(sampleOf(schema));
}

/** The bytes of a body: mostly nearly right, sometimes nothing like it. What it names by an id may be one of these. */
export function hostileBody(schema: JsonSchema, luck: Luck, ids: readonly string[]): Buffer {
  const sample = luck.chance(0.2) ? written(schema) : hostileJson(schema, luck);
  const text = sample.replaceAll(/(?<="\w*[iI]d":")sample text(?=")/g, () => luck.pick(ids));
  const way = luck.below(24);
  const broken = [
    () => Buffer.from(text.slice(0, luck.below(text.length))),
    () => Buffer.from(`${text}${luck.pick([',', '}', ']', '\0', text])}`),
    () => Buffer.from(`\ufeff${text}`),
    () => Buffer.from(text, 'utf16le'),
    () => Buffer.from(text.replaceAll('"', "'")),
    () => Buffer.from(`/* */ ${text}`),
    () => damaged(Buffer.from(text), luck),
    () => Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from([0xff, 0xfe, 0xc0, 0x80])]),
    () => Buffer.from(luck.pick(['[', '{"a":', '[{"a":']).repeat(luck.pick([100, 5000, 20_000]))),
    () => Buffer.from(`{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`),
    () => Buffer.alloc(luck.pick([0, 1, 1000, 300_000]), luck.pick([0, 32, 91, 255])),
  ];
  return broken[way]?.() ?? Buffer.from(text);
}

/** The same, with a few bytes changed. */
export function damaged(bytes: Buffer, luck: Luck): Buffer {
  for (let hit = 0; hit < 3 && bytes.length > 0; hit += 1) bytes[luck.below(bytes.length)] = luck.below(256);
  return bytes;
}
