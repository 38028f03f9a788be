import type { InputArguments, InputOf } from './endpoint.ts';

/** A call as it goes over the wire, whatever sends it. */
export interface WireRequest {
  method: string;
  /** With its query. */
  path: string;
  headers: Record<string, string>;
  body?: string | FormData;
}

type Address = { readonly method: string; readonly path: string };

interface Said {
  params?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string | number | undefined>>;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
}

/** The path of a call with its ids and its query filled in. */
export function pathTo<E extends Address>(endpoint: E, ...[input]: InputArguments<E>): string {
  return addressOf(endpoint, input ?? {});
}

/** What to send for a call; that all is said that has to be is the business of whoever offers the call. */
export function requestTo<E extends Address>(endpoint: E, input: InputOf<E> | undefined): WireRequest {
  const said: Said = input ?? {};
  const request = { method: endpoint.method, path: addressOf(endpoint, said), headers: { ...said.headers } };
  const { body } = said;
  if (body === undefined) return request;
  if (body instanceof FormData) return { ...request, body };
  return {
    ...request,
    headers: { ...request.headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

function addressOf({ path }: Address, { params = {}, query = {} }: Said): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) asked.append(name, String(value));
  return asked.size === 0 ? filled : `${filled}?${asked.toString()}`;
}
