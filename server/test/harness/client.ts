import type { AnswerOf, Endpoint, InputArguments } from '@soban/contract/endpoint';
import { type FieldError, Problem } from '@soban/contract/problem';
import { refusalsOf } from '@soban/contract/refusals';
import { pathTo, requestTo } from '@soban/contract/request';
import { type ProblemCode, problemStatus } from '@soban/contract/vocabulary';
import type { Static, TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { expect } from 'vitest';
import { expectDeclared } from './declared.ts';

type Headers = Readonly<Record<string, string>>;

/** What a call was, what came back, and its body. */
type Came = [call: string, response: Response, text: string];

interface BadInput {
  params?: Readonly<Record<string, string>>;
  /** With its question mark. */
  query?: string;
  body?: unknown;
}

/** Calls the server as one particular caller. */
export class Client {
  readonly url: string;
  readonly headers: Headers;

  constructor(url: string, headers: Headers = {}) {
    this.url = url;
    this.headers = headers;
  }

  /** The same with more headers. */
  with(headers: Headers): Client {
    return new Client(this.url, { ...this.headers, ...headers });
  }

  bearing(token: string): Client {
    return this.with({ authorization: `Bearer ${token}` });
  }

  /** Calls an endpoint as the contract says. */
  async call<E extends Endpoint>(endpoint: E, ...[input]: InputArguments<E>): Promise<AnswerTo<E>> {
    const { method, path, headers, body } = requestTo(endpoint, input);
    const response = await this.#fetch(method, path, headers, body);
    return new AnswerTo(endpoint, `${method} ${path}`, response, await textOf(response));
  }

  /** Calls an endpoint with what its types forbid: a query as it is written, any body. */
  async callBadly<E extends Endpoint>(endpoint: E, { params = {}, query = '', body }: BadInput): Promise<AnswerTo<E>> {
    const path = pathTo<Pick<Endpoint, 'method' | 'path'>>(endpoint, { params }) + query;
    return new AnswerTo(endpoint, ...(await this.#send(endpoint.method, path, body)));
  }

  /** Gets what is no endpoint: a page, a picture, a document. */
  get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  /** Sends anything anywhere. */
  async send(method: string, path: string, body?: unknown): Promise<Answer> {
    return new Answer(...(await this.#send(method, path, body)));
  }

  /** A text is sent as it is; anything else as JSON. */
  async #send(method: string, path: string, body: unknown): Promise<Came> {
    const json = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const type: Headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await this.#fetch(method, path, type, json);
    return [`${method} ${path}`, response, await textOf(response)];
  }

  async #fetch(method: string, path: string, headers: Headers, body?: string | FormData): Promise<Response> {
    const response = await fetch(this.url + path, {
      method,
      headers: { ...headers, ...this.headers },
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });
    expectDeclared(method, path, response.status);
    return response;
  }
}

/** A live stream has no end to wait for: that it began is answer enough. */
async function textOf(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response.text();
  await response.body?.cancel();
  return '';
}

/** What came back. Reading it checks it against the contract. */
export class Answer {
  readonly call: string;
  readonly status: number;
  readonly headers: globalThis.Headers;
  readonly text: string;

  constructor(call: string, response: Response, text: string) {
    this.call = call;
    this.status = response.status;
    this.headers = response.headers;
    this.text = text;
  }

  /** The body, which has to have this status and this shape. */
  as<Schema extends TSchema>(schema: Schema, status = 200): Static<Schema> {
    expect(this.status, `${this.call} answered ${this.text}`).toBe(status);
    const body: unknown = JSON.parse(this.text);
    const validator = validatorOf(schema);
    if (!validator.Check(body)) {
      throw new Error(`${this.call}: ${JSON.stringify(validator.Errors(body))} in ${this.text}`);
    }
    return body as Static<Schema>;
  }

  /** The problem, which has to be this one and to keep all that the contract says of problems. */
  refused(code: ProblemCode): Problem {
    const problem = this.as(Problem, problemStatus[code]);
    expect(problem.code).toBe(code);
    expect(problem.status).toBe(this.status);
    expect(problem.requestId).toBe(this.headers.get('x-request-id'));
    expect(this.headers.get('content-type')).toContain('application/problem+json');
    return problem;
  }

  /** The paths of the fields that were wrong. */
  faultsAt(code: ProblemCode = 'validation_failed'): string[] {
    return (this.refused(code).errors ?? []).map((error: FieldError) => error.path);
  }
}

/** What came back from an endpoint. */
export class AnswerTo<E extends Endpoint> extends Answer {
  readonly endpoint: E;

  constructor(endpoint: E, call: string, response: Response, text: string) {
    super(call, response, text);
    this.endpoint = endpoint;
  }

  /** What it answers when it does as it was asked. */
  ok(): AnswerOf<E> {
    const { status, answer } = this.endpoint;
    if (status !== 204) return this.as<E['answer']>(answer, status);
    expect(this.status, `${this.call} answered ${this.text}`).toBe(204);
    expect(this.text).toBe('');
    return undefined as AnswerOf<E>;
  }

  override refused(code: ProblemCode): Problem {
    expect([...refusalsOf(this.endpoint)], `what ${this.call} says that it refuses`).toContain(code);
    return super.refused(code);
  }
}

/** What two answers to different requests can have in common. */
export function withoutRequestId(problem: Problem): Problem {
  return { ...problem, requestId: '' };
}

const validators = new WeakMap<TSchema, Validator>();

function validatorOf(schema: TSchema): Validator {
  const known = validators.get(schema);
  if (known) return known;
  const made = Compile(schema);
  validators.set(schema, made);
  return made;
}
