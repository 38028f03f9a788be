import { randomBytes } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

const name = 'soban_device';
/** Seconds; browsers keep no cookie for longer. */
const maxAge = 400 * 86_400;
/** 24 random bytes. */
const shape = /^[A-Za-z0-9_-]{32}$/;

/**
 * What a browser is known by where somebody has signed in on it before: it says nothing of who they are and lets nobody in, but
 * strangers who guess elsewhere do not count against it. A browser without one gets a new one.
 */
export function deviceOf({ headers }: Pick<FastifyRequest, 'headers'>): string {
  const device = headers.cookie === undefined ? undefined : parseCookie(headers.cookie)[name];
  return device !== undefined && shape.test(device) ? device : randomBytes(24).toString('base64url');
}

/** Lets the browser keep it, from now on for as long as browsers do. */
export function setDeviceCookie(request: FastifyRequest, reply: FastifyReply, device: string): void {
  const secure = request.protocol === 'https';
  const cookie = { name, value: device, httpOnly: true, sameSite: 'strict', path: '/', secure, maxAge } as const;
  reply.header('set-cookie', stringifySetCookie(cookie));
}
