import { Compile } from 'typebox/compile';
import { expect, test } from 'vitest';
import type { Endpoint } from './endpoint.ts';
import * as endpoints from './endpoints.ts';
import { StreamedEvent } from './events.ts';
import { type EndpointName, exampleProblem, examples } from './examples.ts';
import { Problem } from './problem.ts';

const names = Object.keys(examples) as EndpointName[];

test.each(names)('%s: its example is what its schemas say', (name) => {
  const { body, consumes, answer, produces, status }: Endpoint = endpoints[name];
  const example: { body?: unknown; answer?: unknown } = examples[name];
  if (body && !consumes) expect(Compile(body).Errors(example.body)).toEqual([]);
  else expect(example).not.toHaveProperty('body');
  if (status !== 204) expect(Compile(produces ? StreamedEvent : answer).Errors(example.answer)).toEqual([]);
  else expect(example).not.toHaveProperty('answer');
});

test('a refusal as well', () => {
  expect(Compile(Problem).Errors(exampleProblem)).toEqual([]);
});
