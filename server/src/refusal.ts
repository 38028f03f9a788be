import type { Problem } from '@soban/contract/problem';
import type { ProblemCode } from '@soban/contract/vocabulary';

/** What a refusal may say beyond its code: see `Problem`; `retryAfter` in seconds becomes the header. */
export type RefusalDetails = Partial<Pick<Problem, 'errors' | 'total' | 'items' | 'until' | 'reason'>> & {
  retryAfter?: number;
};

/** The product says no, for a reason the caller can act on. Everything else that is thrown is a fault of ours. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ProblemCode;
  readonly details: RefusalDetails;

  constructor(code: ProblemCode, detail: string, details: RefusalDetails = {}) {
    super(detail);
    this.code = code;
    this.details = details;
  }
}

/** Foreign and non-existent ids answer alike. */
export function notFound(what: string): Refusal {
  return new Refusal('not_found', `There is no such ${what}.`);
}

/** What a phone is told whose visit has ended, or that has waited at a table where others sit now. */
export function visitOver(): Refusal {
  return new Refusal('unauthenticated', 'The visit that this phone belongs to is over.', { reason: 'revoked' });
}
