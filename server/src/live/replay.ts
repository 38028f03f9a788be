import type { Connection } from '../db/database.ts';
import { eventText } from './frames.ts';
import type { Lane } from './lane.ts';
import { eventSizes, eventsOfPage, type OutboxEvent, type Page } from './outbox.ts';
import type { Stream } from './stream.ts';

export interface ReplayOptions {
  db: Connection;
  /** Where all replays wait for their turns. */
  lane: Lane;
  stream: Stream;
  /** The event after which it begins, as the client said it: it may be none that ever was. */
  position: number;
}

/** What one stream is replayed at most; one that missed more is told to reload its snapshot. */
const eventLimit = 1000;
const byteLimit = 1024 * 1024;
/** How far back a table's events are looked for among the store's: of a busy store's thousands few are its own. */
const tableSpan = 10_000;
/** A page ends at whichever is reached first. */
export const pageEvents = 256;
export const pageBytes = 256 * 1024;
/** What all replays together may ask of the database and of this process in a millisecond: a third of its time or so. */
const rowsPerMillisecond = 300;
const bytesPerMillisecond = 32 * 1024;

/** What one stream has missed, written to it page after page, each when its client has taken the one before. */
export class Replay {
  readonly #options: ReplayOptions;
  #position: number;
  #eventsLeft = eventLimit;
  #bytesLeft = byteLimit;

  constructor(options: ReplayOptions) {
    this.#options = options;
    this.#position = options.position;
  }

  /** Goes on up to this event; false where that is too much, or cannot all be had any more. It ends early where the stream closes. */
  async upTo(target: number): Promise<boolean> {
    if (this.#position === target) return true;
    const pages = await this.#plan(target);
    if (!pages) return false;
    for (const page of pages) if (!(await this.#write(page))) return false;
    this.#position = target;
    return true;
  }

  /** Looks how large the missed events are, so that their texts need never be in memory together. */
  async #plan(target: number): Promise<Page[] | undefined> {
    const { db, lane, stream } = this.#options;
    const { tableId, owner } = stream;
    const position = this.#position;
    const span = target - position;
    const longest = tableId === null ? this.#eventsLeft : tableSpan;
    if (!(Number.isSafeInteger(position) && position >= 0 && span > 0 && span <= longest)) return undefined;
    await lane.turn(owner.signInId, span / rowsPerMillisecond, () => stream.isClosed);
    if (stream.isClosed) return [];
    const wanted = { after: position, upTo: target, tableId, limit: this.#eventsLeft + 1 };
    const sizes = await eventSizes(db, owner.storeId, wanted);
    // Old events go before younger ones: where the first is there, all are.
    if (sizes[0]?.sequence !== position + 1 || sizes.length > this.#eventsLeft) return undefined;
    const own = tableId === null ? sizes : ofOneParty(sizes, stream);
    this.#eventsLeft -= own.length;
    this.#bytesLeft -= own.reduce((sum, { bytes }) => sum + bytes, 0);
    return this.#bytesLeft < 0 ? undefined : pagesOf(own, position, tableId);
  }

  async #write(page: Page): Promise<boolean> {
    const { db, lane, stream } = this.#options;
    await lane.turn(stream.owner.signInId, page.bytes / bytesPerMillisecond, () => stream.isClosed);
    if (stream.isClosed) return true;
    const events = await eventsOfPage(db, stream.owner.storeId, page);
    // Some have been cleared away since they were looked at.
    if (events.length < page.count) return false;
    await stream.writeAndWait(events.map(eventText).join(''));
    return true;
  }
}

type Size = Pick<OutboxEvent, 'sequence' | 'type' | 'tableId'> & { bytes: number };

function pagesOf(sizes: readonly Size[], position: number, tableId: string | null): Page[] {
  const partySince = sizes.find((size) => size.tableId !== null)?.sequence ?? Number.MAX_SAFE_INTEGER;
  const pages: Page[] = [];
  let page: Page | undefined;
  for (const { sequence, bytes } of sizes) {
    if (!page || page.count === pageEvents || page.bytes + bytes > pageBytes) {
      page = { after: page?.upTo ?? position, upTo: sequence, count: 0, bytes: 0, tableId, partySince };
      pages.push(page);
    }
    page.upTo = sequence;
    page.count += 1;
    page.bytes += bytes;
  }
  return pages;
}

/**
 * A table's stream never replays an earlier party's orders and calls: only what came with or after the last end of a visit. That
 * end is none of a phone's either: its own visit goes on.
 */
export function ofOneParty<Event extends Pick<OutboxEvent, 'type' | 'tableId'>>(
  events: readonly Event[],
  { tableId, owner }: Pick<Stream, 'tableId' | 'owner'>,
): Event[] {
  const own = events.filter((event) => event.tableId === null || event.tableId === tableId);
  const end = own.findLastIndex((event) => event.type === 'session_ended');
  const begin = owner.phone ? end + 1 : end;
  return own.filter((event, at) => at >= begin || event.tableId === null);
}
