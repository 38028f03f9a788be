import { STATUS_CODES } from 'node:http';
import type { FieldError, Problem } from '@soban/contract/problem';
import { type ProblemCode, problemStatus } from '@soban/contract/vocabulary';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DatabaseUnavailable } from '../db/database.ts';
import { Refusal } from '../refusal.ts';
import { StorageUnavailable } from '../storage/storage.ts';
import type { RefusalLine, RefusalLog } from './refusal-log.ts';

/** Answers any thrown thing as problem+json; what is not a refusal reveals nothing but the request's id. */
export function sendProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  log: RefusalLog,
): FastifyReply {
  const refusal = refusalIn(error);
  const status = problemStatus[refusal.code];
  log.write(lineOf(refusal, error, request));

  const { retryAfter } = refusal.details;
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  // Where the request failed before its first hook, nothing has named it yet.
  reply.headers({ 'x-request-id': request.id, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  // The payload is text, so that no response schema of the route can drop a member of it.
  return reply
    .code(status)
    .type('application/problem+json')
    .send(JSON.stringify(problemOf(refusal, request.id)));
}

export function problemOf({ code, message, details }: Refusal, requestId: string): Problem {
  const { retryAfter: _, ...more } = details;
  const status = problemStatus[code];
  return {
    type: `urn:soban:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: message,
    code,
    requestId,
    ...more,
  };
}

function lineOf(refusal: Refusal, error: unknown, request: FastifyRequest): RefusalLine {
  const { code, message } = refusal;
  const about = { reqId: request.id, code, method: request.method, url: pathOf(request) };
  const all = { like: code, isStranger: false };
  if (code === 'unavailable') return { ...all, level: 'warn', about: { ...about, reason: reasonIn(error) }, message };
  if (problemStatus[code] >= 500) return { ...all, level: 'error', about: { ...about, err: error }, message: code };
  return { ...all, isStranger: request.principal === undefined, level: 'info', about, message };
}

/** An outage is one trouble, told of in full where it begins, however many requests meet it. */
function reasonIn(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

function refusalIn(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof DatabaseUnavailable) {
    return new Refusal('unavailable', 'The store cannot be reached right now. Try again in a moment.', {
      retryAfter: 1,
    });
  }
  if (error instanceof StorageUnavailable) {
    return new Refusal('unavailable', 'The picture storage cannot be reached right now. Try again in a moment.', {
      retryAfter: 5,
    });
  }
  if (isOutOfDescriptors(error)) {
    return new Refusal('unavailable', 'The server has too much open at the moment. Try again.', { retryAfter: 1 });
  }
  const { validation, validationContext, statusCode, code } = error as FrameworkError;
  if (validation) {
    const faults = validation.flatMap((fault) => fieldErrors(fault, validationContext ?? 'body'));
    // Where a field may be one of several things, what speaks against the first is what there is to put right.
    const errors = faults.filter(({ path }, at) => faults.findIndex((other) => other.path === path) === at);
    return new Refusal('validation_failed', errors[0]?.message ?? 'The request is not valid.', { errors });
  }
  const known = statusCode && statusCode < 500 ? frameworkRefusals[code ?? ''] : undefined;
  if (known) return new Refusal(...known);
  if (statusCode === 503) return new Refusal('unavailable', 'The server is restarting. Try again.', { retryAfter: 1 });
  if (statusCode && statusCode >= 400 && statusCode < 500) {
    return new Refusal('validation_failed', 'The request could not be read.');
  }
  return new Refusal('internal', 'Something went wrong on our side. Tell us the request id if it happens again.');
}

/** The machine gives this process, or all of them, no more open files: a state that passes. */
function isOutOfDescriptors(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EMFILE' || code === 'ENFILE' || isOutOfDescriptors(error.cause);
}

interface FrameworkError {
  validation?: {
    instancePath: string;
    message: string;
    params?: { requiredProperties?: string[]; additionalProperties?: string[] };
  }[];
  validationContext?: string;
  statusCode?: number;
  code?: string;
}

/** Characters of a path in the log. */
const longestPath = 200;

const notJson = 'The request body must be JSON, with content-type application/json.';

const frameworkRefusals: Record<string, [ProblemCode, string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['too_large', 'The request body is too large.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported_media_type', notJson],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['validation_failed', 'The request body is empty.'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['validation_failed', 'The request body is not valid JSON.'],
};

/** Properties that are missing or do not belong there are named themselves, not their parent. */
function fieldErrors(
  { instancePath, message, params = {} }: NonNullable<FrameworkError['validation']>[number],
  context: string,
): FieldError[] {
  const { requiredProperties: missing = [], additionalProperties: unknown = [] } = params;
  const fault = (path: string, what: string): FieldError => {
    const where = context === 'body' ? path || '/' : path.slice(1) || context;
    return { path: where, message: `${where} ${what}` };
  };
  const named = [
    ...missing.map((name) => fault(`${instancePath}/${name}`, 'is required')),
    ...unknown.map((name) => fault(`${instancePath}/${name}`, 'is not known here')),
  ];
  return named.length > 0 ? named : [fault(instancePath, message)];
}

/** Without the query, which may carry what a person typed; and no more than tells which it was. */
function pathOf(request: FastifyRequest): string {
  return (request.url.split('?', 1)[0] ?? '').slice(0, longestPath);
}
