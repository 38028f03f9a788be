import type { Problem } from '@soban/contract/problem';
import { principalHeader } from '@soban/contract/vocabulary';

/** The server answered, and the answer is no. */
export class ApiError extends Error {
  readonly problem: Problem;
  /** Milliseconds to wait before trying again, where the server said so. */
  readonly retryAfter: number | undefined;

  constructor(problem: Problem, retryAfter?: number) {
    super(problem.detail);
    this.name = 'ApiError';
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** No answer came: the request may or may not have arrived. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
}

export interface Api {
  get<Answer>(path: string, signal?: AbortSignal): Promise<Answer>;
  send<Answer>(
    method: 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: HeadersInit,
  ): Promise<Answer>;
}

/** Milliseconds after which a request counts as lost. */
const patience = 10_000;

/** Calls the server as the principal whose cookie this app signed in with; rejects with `ApiError` or `NetworkError`. */
export function createApi(principal: 'staff' | 'table'): Api {
  async function request<Answer>(path: string, init: RequestInit): Promise<Answer> {
    const timeout = AbortSignal.timeout(patience);
    const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    const headers = new Headers(init.headers);
    headers.set(principalHeader, principal);
    let response: Response;
    let text: string;
    try {
      response = await fetch(path, { ...init, headers, signal, credentials: 'same-origin' });
      text = await response.text();
    } catch (cause) {
      if (init.signal?.aborted) throw cause;
      throw new NetworkError('the server could not be reached', { cause });
    }
    if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as Answer;
    throw problemIn(response, text);
  }

  return {
    get: (path, signal) => request(path, signal ? { signal } : {}),
    send: (method, path, body, extra) => {
      const headers = new Headers(extra);
      if (body === undefined) return request(path, { method, headers });
      headers.set('content-type', 'application/json');
      return request(path, { method, headers, body: JSON.stringify(body) });
    },
  };
}

/** A proxy in between may answer with a page of its own: then the server was not reached. */
function problemIn(response: Response, text: string): ApiError | NetworkError {
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) {
    return new NetworkError(`something in between answered ${response.status}`);
  }
  const seconds = Number(response.headers.get('retry-after'));
  return new ApiError(JSON.parse(text) as Problem, seconds > 0 ? seconds * 1000 : undefined);
}
