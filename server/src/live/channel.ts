import { eventText, resyncText } from './frames.ts';
import type { OutboxEvent } from './outbox.ts';
import { pageBytes, pageEvents } from './replay.ts';
import type { Stream } from './stream.ts';

/** What is kept for streams on their way in: as much as one page of a replay. One that takes longer reads on from the outbox. */
const keptEvents = pageEvents;
const keptLength = pageBytes;

/** Where the phones wait that joined at a table at which nobody sits: nothing is told of it there. */
export function waitingRoom(tableId: string): string {
  return `waiting at ${tableId}`;
}

/** The streams that get the same events, and what is waiting for the end of this turn to be written to them. */
class Group {
  readonly streams = new Set<Stream>();
  #pending = '';

  add(text: string): void {
    if (this.streams.size > 0) this.#pending += text;
  }

  /** Writes what there is, and sends these away. */
  end(isMeant: (stream: Stream) => boolean): void {
    this.flush();
    for (const stream of this.streams) if (isMeant(stream)) stream.end();
  }

  flush(): void {
    if (this.#pending === '') return;
    const frame = Buffer.from(this.#pending);
    this.#pending = '';
    for (const stream of this.streams) stream.write(frame);
  }
}

/** One store's streams: its board's, and each table's own. */
export class Channel {
  readonly storeId: string;
  /** The newest event handed to the streams; nothing is, until the store's sequence has been read. */
  last = Number.POSITIVE_INFINITY;
  /** The newest event that anybody has spoken of. */
  newest = 0;
  readonly #board = new Group();
  readonly #tables = new Map<string, Group>();
  #flushing = false;
  /** Streams on their way in: they keep the channel from being dropped under them. */
  #joining = 0;
  /** The newest of what was handed out while streams are on their way in. */
  #kept: OutboxEvent[] = [];
  #keptLength = 0;

  constructor(storeId: string) {
    this.storeId = storeId;
  }

  get isEmpty(): boolean {
    return this.#joining === 0 && this.#board.streams.size === 0 && this.#tables.size === 0;
  }

  /** Hands out the next event; events of one turn of the event loop leave in one write for each stream. */
  deliver(event: OutboxEvent): void {
    this.last = event.sequence;
    this.#keep(event);
    const text = eventText(event);
    this.#board.add(text);
    if (event.tableId === null) for (const table of this.#tables.values()) table.add(text);
    else this.#tables.get(event.tableId)?.add(text);
    this.#endPhones(event);
    if (this.#flushing) return;
    this.#flushing = true;
    setImmediate(() => this.#flush());
  }

  /** No phone hears anything of a table after its visit's end; and those that wait there come back when somebody sits down. */
  #endPhones({ type, tableId }: OutboxEvent): void {
    if (tableId === null) return;
    if (type === 'session_ended') this.#tables.get(tableId)?.end(({ owner }) => Boolean(owner.phone));
    else if (type !== 'table_updated') this.#tables.get(waitingRoom(tableId))?.end(() => true);
  }

  /** What was handed out after this event; undefined where that is not all known here. */
  since(sequence: number): OutboxEvent[] | undefined {
    const events = this.#kept.filter((event) => event.sequence > sequence);
    return events.length === this.last - sequence ? events : undefined;
  }

  /** Events up to this one are gone from the outbox: every stream is told to reload. */
  skipTo(sequence: number): void {
    this.last = sequence;
    this.#flush();
    for (const stream of this.streams()) stream.write(resyncText(sequence));
  }

  /** A stream is on its way in. */
  expect(): void {
    this.#joining += 1;
  }

  /** It has come in, or has given up. */
  expectNoMore(): void {
    this.#joining -= 1;
    if (this.#joining > 0) return;
    this.#kept = [];
    this.#keptLength = 0;
  }

  /** From here on the stream gets every event after `last`. */
  join(stream: Stream): void {
    this.#flush();
    this.#groupOf(stream).streams.add(stream);
  }

  leave(stream: Stream): void {
    const group = this.#groupOf(stream);
    group.streams.delete(stream);
    if (stream.tableId !== null && group.streams.size === 0) this.#tables.delete(stream.tableId);
  }

  #keep(event: OutboxEvent): void {
    if (this.#joining === 0) return;
    this.#kept.push(event);
    this.#keptLength += event.data.length;
    while (this.#kept.length > keptEvents || this.#keptLength > keptLength) {
      this.#keptLength -= this.#kept.shift()?.data.length ?? 0;
    }
  }

  #flush(): void {
    this.#flushing = false;
    this.#board.flush();
    for (const table of this.#tables.values()) table.flush();
  }

  *streams(): Iterable<Stream> {
    yield* this.#board.streams;
    for (const table of this.#tables.values()) yield* table.streams;
  }

  #groupOf(stream: Stream): Group {
    if (stream.tableId === null) return this.#board;
    const known = this.#tables.get(stream.tableId);
    if (known) return known;
    const made = new Group();
    this.#tables.set(stream.tableId, made);
    return made;
  }
}
