/** A part of a JSON schema, as far as the tests read it. */
export interface JsonSchema {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  anyOf?: JsonSchema[];
  allOf?: JsonSchema[];
}

interface Described {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema: JsonSchema }[];
  requestBody?: { content: Record<string, Content> };
  responses: Record<string, { description: string; content?: Record<string, Content> }>;
  /** A scheme is a kind of sign-in. */
  security?: Record<string, unknown[]>[];
}

interface Content {
  schema: JsonSchema;
  example?: unknown;
}

/** The OpenAPI document. */
export interface Document {
  openapi: string;
  tags: { name: string; description: string }[];
  components: { schemas: Record<string, unknown> };
  paths: Record<string, Record<string, Described>>;
}

/** One operation of the document. */
export interface Operation extends Described {
  /** `PATCH /api/orders/{id}` */
  call: string;
  method: string;
  path: string;
}

/** All operations, their schemas written out. */
export function operationsOf(document: Document): Operation[] {
  const { schemas } = document.components;
  const paths = writtenOut(document.paths, schemas) as Document['paths'];
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([name, described]) => {
      const method = name.toUpperCase();
      return { ...described, call: `${method} ${path}`, method, path };
    }),
  );
}

/** The same with each reference to a schema replaced by what it names. */
function writtenOut(value: unknown, schemas: Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((item) => writtenOut(item, schemas));
  if (typeof value !== 'object' || value === null) return value;
  if ('$ref' in value) return writtenOut(schemas[String(value.$ref).replace('#/components/schemas/', '')], schemas);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, writtenOut(part, schemas)]));
}

/** The operation that is called so, if there is one. */
export function operationCalled(all: readonly Operation[], method: string, path: string): Operation | undefined {
  return all.find((operation) => operation.method === method && isAt(operation.path, path));
}

const patterns = new Map<string, RegExp>();

/** Whether the path, with or without a query, is one of the template's, whose names stand in braces or behind a colon. */
export function isAt(template: string, path: string): boolean {
  let pattern = patterns.get(template);
  if (!pattern) {
    const text = template.replaceAll('.', String.raw`\.`).replaceAll(/\{\w+\}|:\w+/g, '[^/?]+');
    pattern = new RegExp(String.raw`^${text}(?:\?|$)`);
    patterns.set(template, pattern);
  }
  return pattern.test(path);
}
