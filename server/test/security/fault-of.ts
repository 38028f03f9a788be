import { Problem } from '@soban/contract/problem';
import { problemStatus } from '@soban/contract/vocabulary';
import { Compile } from 'typebox/compile';

const isProblem = Compile(Problem);

/** What tells of the inside: stacks, files, statements. */
const leaks =
  /\n +at |\\n +at |\.[cm]?[jt]s:\d+|node_modules|server\/src|SQLITE_|sqlstate|syntax error at|insert into|select \*|ENOENT|EACCES|TypeError|RangeError|\/tmp\/|\/home\//i;

export interface Told {
  status: number;
  requestId: string | undefined;
  contentType: string | undefined;
  text: string;
}

/** What no answer may be like, whatever was asked; undefined where it is fine. */
export function faultOf({ status, requestId, contentType, text }: Told): string | undefined {
  if (status === 0) return 'no answer';
  if (status >= 500) return 'a fault of the server';
  if (!requestId) return 'no x-request-id';
  if (leaks.test(text)) return 'something of the inside is told';
  // The answer to HEAD has no body.
  if (status < 400 || text === '') return undefined;
  if (!contentType?.startsWith('application/problem+json')) return 'no problem+json';
  const problem: unknown = JSON.parse(text);
  if (!isProblem.Check(problem)) return 'not a problem of the contract';
  if (problem.requestId !== requestId) return 'another request id';
  return problem.status === status && problemStatus[problem.code] === status ? undefined : 'another status';
}
