import type { AnswerOf, Endpoint, InputArguments, InputOf } from '@soban/contract/endpoint';
import type { Problem } from '@soban/contract/problem';
import { requestTo, type WireRequest } from '@soban/contract/request';
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

/** The sign-in no longer opens the stream that was asked for. */
class SignedOut extends Error {}

/** Whoever asks may stop waiting. */
interface Patience {
  signal?: AbortSignal;
}

type CallArguments<E extends { path: string }> =
  InputArguments<E> extends [unknown] ? [input: InputOf<E> & Patience] : [input?: InputOf<E> & Patience];

export interface Api {
  /** Calls an endpoint of the contract. */
  call<E extends Endpoint>(endpoint: E, ...input: CallArguments<E>): Promise<AnswerOf<E>>;
  /** Opens a stream of the contract, to be read as it comes; what it answers where it cannot be had is left to the caller. */
  open<E extends Endpoint>(endpoint: E, input: InputOf<E> & Patience): Promise<Response>;
}

/** Milliseconds after which a request counts as lost. */
const patience = 10_000;

/**
 * Calls the server as the principal whose cookie this app signed in with; rejects with `ApiError` or `NetworkError`. Whatever finds
 * the sign-in to be over, a call or a stream, says so to `onSignedOut` before it fails: no app looks for that anywhere else.
 */
export function createApi(principal: 'staff' | 'table', onSignedOut: () => void): Api {
  async function request(wire: WireRequest, asked: AbortSignal | undefined): Promise<unknown> {
    const timeout = AbortSignal.timeout(patience);
    const signal = asked ? AbortSignal.any([asked, timeout]) : timeout;
    const { method, path, body = null } = wire;
    const headers = { ...wire.headers, [principalHeader]: principal };
    let response: Response;
    let text: string;
    try {
      response = await fetch(path, { method, headers, body, signal, credentials: 'same-origin' });
      text = await response.text();
    } catch (cause) {
      if (asked?.aborted) throw cause;
      throw new NetworkError('the server could not be reached', { cause });
    }
    if (response.ok) return text === '' ? undefined : JSON.parse(text);
    throw problemIn(response, text);
  }

  return {
    call: async <E extends Endpoint>(endpoint: E, ...[input]: CallArguments<E>) => {
      try {
        return (await request(requestTo(endpoint, input), input?.signal)) as AnswerOf<E>;
      } catch (error) {
        if (endpoint.for.length > 0 && isSignedOut(error)) onSignedOut();
        throw error;
      }
    },
    open: async <E extends Endpoint>(endpoint: E, input: InputOf<E> & Patience) => {
      const { path, headers } = requestTo(endpoint, input);
      const response = await fetch(path, {
        headers: { ...headers, [principalHeader]: principal },
        cache: 'no-store',
        ...(input.signal && { signal: input.signal }),
      });
      // Forbidden: the browser has been signed in anew, and this stream is another's.
      if (response.status === 401 || response.status === 403) {
        onSignedOut();
        throw new SignedOut('the sign-in is over');
      }
      return response;
    },
  };
}

/** Whether the sign-in is over. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof SignedOut || (error instanceof ApiError && error.problem.code === 'unauthenticated');
}

/** A proxy in between may answer with a page of its own: then the server was not reached. */
function problemIn(response: Response, text: string): ApiError | NetworkError {
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) {
    return new NetworkError(`something in between answered ${response.status}`);
  }
  const seconds = Number(response.headers.get('retry-after'));
  return new ApiError(JSON.parse(text) as Problem, seconds > 0 ? seconds * 1000 : undefined);
}
