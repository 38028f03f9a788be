import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const passable = /^[\w.-]{1,64}$/;

export type RequestIds = (request: Pick<IncomingMessage, 'headers'>) => string;

/** Ids of requests: the proxy's own where it sends a sane one, else unique here and over restarts. */
export function requestIds(): RequestIds {
  const run = randomBytes(6).toString('base64url');
  let count = 0;
  return ({ headers }) => {
    const given = headers['x-request-id'];
    if (typeof given === 'string' && passable.test(given)) return given;
    count += 1;
    return `${run}-${count.toString(36)}`;
  };
}
