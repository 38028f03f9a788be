import { STATUS_CODES } from 'node:http';
import { StreamedEvent } from '@soban/contract/events';
import { type EndpointName, exampleProblem, examples } from '@soban/contract/examples';
import * as namedSchemas from '@soban/contract/named-schemas';

/** What the routes say of themselves, as far as more is said of it here. */
interface Operation {
  operationId: EndpointName;
  requestBody?: { content: Record<string, MediaType> };
  responses: Record<string, { description: string; content?: Record<string, MediaType> }>;
}

interface MediaType {
  schema: object;
  example?: unknown;
}

export type Paths = Record<string, Record<string, Operation>>;

/** Describes the operations as clients see them, and answers them with the schemas that they name. */
export function describedOperations(paths: Paths): { paths: Paths; schemas: Record<string, object | undefined> } {
  for (const path of Object.values(paths)) Object.values(path).forEach(describe);
  return withNames(paths);
}

function describe({ operationId, requestBody, responses }: Operation): void {
  const example: { body?: unknown; answer?: unknown } = examples[operationId];
  illustrate(requestBody?.content, example.body);
  for (const [status, response] of Object.entries(responses)) {
    if (Number(status) >= 400) {
      response.content = { 'application/problem+json': { schema: namedSchemas.Problem } };
    } else {
      if (response.description === 'Default Response') response.description = STATUS_CODES[status] ?? status;
      illustrate(response.content, example.answer);
    }
  }
}

function illustrate(content: Record<string, MediaType> = {}, example: unknown): void {
  for (const [type, media] of Object.entries(content)) {
    // To the server a stream is text; to a client it is events.
    if (type === 'text/event-stream') media.schema = StreamedEvent;
    if (example !== undefined) media.example = example;
  }
}

const names = new Map(Object.entries(namedSchemas).map(([name, schema]) => [JSON.stringify(schema), name]));

/** Puts a reference in the place of each schema that has a name: written out wherever they are, they would be most of the document. */
function withNames(paths: Paths) {
  const schemas: Record<string, object | undefined> = {};

  function named(value: unknown): unknown {
    const name = names.get(JSON.stringify(value));
    if (name === undefined) return inside(value);
    // Its place is taken first, so that what it is made of comes after it.
    if (!(name in schemas)) schemas[name] = undefined;
    schemas[name] ??= inside(value) as object;
    return { $ref: `#/components/schemas/${name}` };
  }

  function inside(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(named);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, named(part)]));
  }

  const described = inside(paths) as Paths;
  return { paths: described, schemas: { ...schemas, Problem: { ...schemas['Problem'], examples: [exampleProblem] } } };
}
