import * as endpoints from '@soban/contract/endpoints';
import { Resync, type StoreEvent, storeEvents } from '@soban/contract/events';
import type { StoreEventType } from '@soban/contract/vocabulary';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { Value } from 'typebox/value';
import { onTestFinished } from 'vitest';
import type { Client } from './client.ts';

/** The whole store's stream; a table's is its guest's. */
export const storeStream = endpoints.streamStore.path;

export type Heard = StoreEvent | { id: string; type: 'resync'; data: Resync };

export interface Resume {
  /** Sent as the header that `EventSource` sends. */
  lastEventId?: string;
  query?: string;
}

/** One open live stream and everything that came over it. */
export class EventReader {
  readonly heard: Heard[] = [];
  readonly headers: Headers;
  heartbeats = 0;
  /** Comments that say something, which heartbeats do not. */
  readonly comments: string[] = [];
  /** The id to resume after: of the newest event, or of the greeting before the first. */
  lastEventId = '';
  /** Milliseconds the server asks to wait before a reconnect. */
  retry: number | undefined;
  /** Settles when the stream is over, whoever ended it. */
  readonly over: Promise<void>;
  readonly #cut = new AbortController();
  #changed = Promise.withResolvers<void>();
  #isOver = false;

  constructor(response: Response, cut: AbortController) {
    this.headers = response.headers;
    this.#cut = cut;
    this.over = this.#read(response).finally(() => {
      this.#isOver = true;
      this.#change();
    });
  }

  /** Cuts the connection, as a lost network would. */
  async cut(): Promise<void> {
    this.#cut.abort();
    await this.over;
  }

  /** Waits until what has been heard satisfies the condition. */
  async until(what: string, condition: (reader: this) => boolean, timeout = 10_000): Promise<void> {
    const deadline = AbortSignal.timeout(timeout);
    const late = new Promise<void>((resolve) => deadline.addEventListener('abort', () => resolve()));
    while (!condition(this)) {
      if (deadline.aborted || this.#isOver) {
        const state = this.#isOver ? 'the stream ended' : `${timeout} ms passed`;
        throw new Error(`${what}: ${state}; heard ${this.heard.map(({ id, type }) => `${id} ${type}`).join(', ')}`);
      }
      await Promise.race([this.#changed.promise, late]);
    }
  }

  /** Waits for the event of this id. */
  async untilEvent(id: string | number): Promise<Heard> {
    await this.until(`event ${id}`, () => this.heard.some((event) => event.id === String(id)));
    return this.heard.find((event) => event.id === String(id)) as Heard;
  }

  /** Waits for an event of this type, the first that was not there yet when nothing else is said. */
  async next<Type extends Heard['type']>(type: Type, after = 0): Promise<Extract<Heard, { type: Type }>> {
    const find = () => this.heard.slice(after).find((event) => event.type === type);
    await this.until(`a ${type}`, () => find() !== undefined);
    return find() as Extract<Heard, { type: Type }>;
  }

  /** Waits until the server has written something, if only its greeting. */
  async greeted(): Promise<void> {
    await this.until('the greeting', () => this.lastEventId !== '');
  }

  get ids(): number[] {
    return this.heard.map((event) => Number(event.id));
  }

  #change(): void {
    const { resolve } = this.#changed;
    this.#changed = Promise.withResolvers();
    resolve();
  }

  async #read(response: Response): Promise<void> {
    const parser = createParser({
      onEvent: (message) => this.heard.push(heard(message)),
      onId: (id) => {
        this.lastEventId = id;
      },
      onComment: (comment) => {
        if (comment.trim() === '') this.heartbeats += 1;
        else this.comments.push(comment.trim());
      },
      onRetry: (retry) => {
        this.retry = retry;
      },
    });
    const decoder = new TextDecoder();
    const body: ReadableStream<Uint8Array> | null = response.body;
    try {
      for await (const chunk of body ?? []) {
        parser.feed(decoder.decode(chunk, { stream: true }));
        this.#change();
      }
    } catch (error) {
      // A stream has no end of its own: it always ends with its connection.
      if (!(error instanceof TypeError) && !this.#cut.signal.aborted) throw error;
    }
  }
}

/** Opens a live stream and hears its greeting. It is cut at the end of the test, if it lasts so long. */
export async function listen(client: Client, path: string, resume: Resume = {}): Promise<EventReader> {
  const reader = await openStream(client, path, resume);
  onTestFinished(() => reader.cut());
  await reader.greeted();
  return reader;
}

/** Opens a live stream outside of any test's care. */
export async function openStream(
  client: Client,
  path: string,
  { lastEventId, query = '' }: Resume = {},
): Promise<EventReader> {
  const cut = new AbortController();
  const headers = { accept: 'text/event-stream', ...client.headers };
  const response = await fetch(client.url + path + query, {
    headers: lastEventId === undefined ? headers : { ...headers, 'last-event-id': lastEventId },
    signal: cut.signal,
  });
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return new EventReader(response, cut);
}

/** The event, which has to keep the contract. */
function heard({ id = '', event = '', data }: EventSourceMessage): Heard {
  const schema = event === 'resync' ? Resync : storeEvents[event as StoreEventType];
  const parsed: unknown = JSON.parse(data);
  if (!schema || !Value.Check(schema, parsed)) throw new Error(`${event} ${id} breaks the contract: ${data}`);
  return { id, type: event, data: parsed } as Heard;
}
