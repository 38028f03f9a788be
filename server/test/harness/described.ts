import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { newFolder } from '../services/programs.ts';

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
  summary?: string;
  tags?: string[];
  parameters?: { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema: JsonSchema }[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, { description: string; content?: Record<string, unknown> }>;
  /** A scheme is a kind of sign-in. */
  security?: Record<string, unknown[]>[];
}

/** The OpenAPI document. */
export interface Document {
  openapi: string;
  paths: Record<string, Record<string, Described>>;
}

/** One operation of the document. */
export interface Operation extends Described {
  /** `PATCH /api/orders/{id}` */
  call: string;
  method: string;
  path: string;
}

export function operationsOf({ paths }: Document): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([name, described]) => {
      const method = name.toUpperCase();
      return { ...described, call: `${method} ${path}`, method, path };
    }),
  );
}

interface Template {
  operation: Operation;
  pattern: RegExp;
}

let templates: Promise<Template[]> | undefined;

/** Throws where the operation's description does not know of such an answer; what is not described may answer anything. */
export async function expectDescribed(method: string, path: string, status: number): Promise<void> {
  templates ??= describedTemplates();
  const operation = findOperation(await templates, method, path);
  if (!operation || String(status) in operation.responses) return;
  const known = Object.keys(operation.responses).join(', ');
  throw new Error(`${method} ${path} answered ${status}, which ${operation.call} does not declare: ${known}`);
}

function findOperation(all: readonly Template[], method: string, path: string): Operation | undefined {
  const [plain = ''] = path.split('?', 1);
  return all.find(({ operation, pattern }) => operation.method === method && pattern.test(plain))?.operation;
}

/** From a server that is there for nothing else: every other one serves the same document, whatever its engines and limits. */
async function describedTemplates(): Promise<Template[]> {
  const folder = newFolder('document');
  const env = { DATA_DIR: folder, DATABASE_URL: `sqlite://${join(folder, 'app.db')}`, HOST: '127.0.0.1', PORT: '0' };
  const app = await createApp(readConfig(env, folder), createLog('silent', { pretty: false }));
  try {
    await app.open();
    const answer = await fetch(`http://127.0.0.1:${await app.listen()}/api/openapi.json`);
    const operations = operationsOf((await answer.json()) as Document);
    return operations.map((operation) => ({ operation, pattern: patternOf(operation.path) }));
  } finally {
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', String.raw`\.`).replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}
