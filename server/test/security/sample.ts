import type { JsonSchema, Operation } from '../harness/openapi.ts';

/** An id as the server makes them, of nothing. */
export const unknownId = '0190b5a0-0000-7000-8000-000000000000';

/** Texts that between them keep every pattern of the contract. */
const texts = ['sample text', '2026-01-01', '05:00', '1'];

/** A value that keeps the schema, with every member there can be. */
export function sampleOf(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [first] = schema.anyOf ?? [];
  if (first) return sampleOf(first);
  if (schema.allOf) return sampleOf(Object.assign({}, ...schema.allOf) as JsonSchema);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, of]) => [name, sampleOf(of)]));
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}));
    case 'integer':
    case 'number':
      return schema.minimum ?? 0;
    case 'boolean':
      return true;
    case 'string':
      return textOf(schema);
    default:
      return null;
  }
}

function textOf({ pattern = '', minLength = 0, maxLength = Number.POSITIVE_INFINITY }: JsonSchema): string {
  const rule = new RegExp(pattern, 'u');
  const fitting = texts.map((text) => text.padEnd(minLength, 's').slice(0, maxLength)).find((text) => rule.test(text));
  if (fitting === undefined) throw new Error(`no sample text keeps ${pattern}`);
  return fitting;
}

/** What a request has to have, and may. */
export interface Sample {
  path: string;
  headers: Record<string, string>;
  /** Undefined where the operation takes none. */
  body: string | undefined;
}

/** A request that is fine in itself, to something that is not there unless its id is given. */
export function sampleRequest(operation: Operation, id = unknownId): Sample {
  const path = operation.path.replaceAll(/\{\w+\}/g, id);
  const named = (operation.parameters ?? []).filter((parameter) => parameter.in === 'header');
  const headers = Object.fromEntries(named.map(({ name, schema }) => [name, String(sampleOf(schema))]));
  const [type, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  if (type === undefined || !content) return { path, headers, body: undefined };
  if (type === 'multipart/form-data') {
    const file = 'content-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png';
    const form = { ...headers, 'content-type': `${type}; boundary=edge` };
    return { path, headers: form, body: `--edge\r\n${file}\r\n\r\nno picture\r\n--edge--\r\n` };
  }
  return { path, headers: { ...headers, 'content-type': type }, body: JSON.stringify(sampleOf(content.schema)) };
}
