import { Compile } from 'typebox/compile';
import { expect, test } from 'vitest';
import type { Endpoint } from './endpoint.ts';
import * as endpoints from './endpoints.ts';
import { StreamedEvent } from './events.ts';
import { exampleProblem, examples } from './examples.ts';
import { Problem } from './problem.ts';

const exampleOf: Record<string, { body?: unknown; answer?: unknown }> = examples;

test.each(Object.entries<Endpoint>(endpoints))('%s: its example is what its schemas say', (name, endpoint) => {
  const { body, consumes, answer, produces, status } = endpoint;
  const example = exampleOf[name] ?? {};
  if (body && !consumes) expect(Compile(body).Errors(example.body)).toEqual([]);
  else expect(example).not.toHaveProperty('body');
  if (status !== 204) expect(Compile(produces ? StreamedEvent : answer).Errors(example.answer)).toEqual([]);
  else expect(example).not.toHaveProperty('answer');
});

test('a refusal as well', () => {
  expect(Compile(Problem).Errors(exampleProblem)).toEqual([]);
});
