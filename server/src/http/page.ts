import { Refusal } from '../refusal.ts';

const defaultLimit = 20;

/** What a page's reader asks of the store: one more than it shows, to know whether there is a next one. */
export function pageOf({ limit = defaultLimit, cursor }: { limit?: number; cursor?: string }) {
  if (cursor !== undefined && !/^[0-9a-f-]{36}$/.test(cursor)) {
    throw new Refusal('validation_failed', 'The cursor is not one of ours.', {
      errors: [{ path: 'cursor', message: 'take it from nextCursor' }],
    });
  }
  return { before: cursor, limit: limit + 1 };
}

/** Cuts the extra one off again. */
export function toPage<Item extends { id: string }>(items: Item[], { limit }: { limit: number }) {
  const shown = items.slice(0, limit - 1);
  return { items: shown, nextCursor: items.length === limit ? (shown.at(-1)?.id ?? null) : null };
}
