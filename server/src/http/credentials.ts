import type { IncomingHttpHeaders } from 'node:http';
import { principalHeader } from '@soban/contract/vocabulary';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { clock } from '../clock.ts';
import type { Principal } from '../principal.ts';

export type Kind = Principal['kind'];

export const cookieNames = { staff: 'soban_staff', table: 'soban_table' } as const;
const allKinds: readonly Kind[] = ['staff', 'table'];

export interface Credential {
  token: string;
  /** A cookie goes along with a forged request too. */
  isCookie: boolean;
}

/**
 * The token that a request presents: its bearer token, or the cookie of the first kind in `kinds` that it has. A browser may
 * hold a cookie of each app: where the header says which app is calling, only that app's counts, and never the other's.
 */
export function credentialIn(headers: IncomingHttpHeaders, kinds: readonly Kind[]): Credential | undefined {
  const { authorization, cookie } = headers;
  if (authorization !== undefined) {
    const token = authorization.slice(0, 7).toLowerCase() === 'bearer ' ? authorization.slice('Bearer '.length) : '';
    return token === '' ? undefined : { token, isCookie: false };
  }
  if (cookie === undefined) return undefined;
  const cookies = parseCookie(cookie);
  const calling = allKinds.find((kind) => kind === headers[principalHeader]);
  const token = (calling ? [calling] : kinds).map((kind) => cookies[cookieNames[kind]]).find(Boolean);
  return token === undefined ? undefined : { token, isCookie: true };
}

/** HttpOnly and SameSite=Strict; kept past its sign-in, so that the server can still say that it has expired. */
export function setSignInCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  kind: Kind,
  token: string,
  expiresAt: number,
): void {
  const kept = 30 * 86_400;
  sendCookie(request, reply, kind, token, Math.ceil((expiresAt - clock.now()) / 1000) + kept);
}

export function clearSignInCookie(request: FastifyRequest, reply: FastifyReply, kind: Kind): void {
  sendCookie(request, reply, kind, '', 0);
}

function sendCookie(request: FastifyRequest, reply: FastifyReply, kind: Kind, value: string, maxAge: number): void {
  const secure = request.protocol === 'https';
  const cookie = {
    name: cookieNames[kind],
    value,
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    secure,
    maxAge,
  } as const;
  reply.header('set-cookie', stringifySetCookie(cookie));
}
