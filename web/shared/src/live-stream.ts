import type { StoreEvent } from '@soban/contract/events';
import { storeEventTypes } from '@soban/contract/vocabulary';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { createStore } from 'zustand/vanilla';
import { isSignedOut } from './api.ts';
import { hearServerTime } from './server-clock.ts';

/**
 * - `connecting`: not yet live for the first time
 * - `live`: what is shown is true
 * - `stale`: the connection was lost and is being made again
 * - `offline`: the device itself has no network
 */
export type LiveStatus = 'connecting' | 'live' | 'stale' | 'offline';

export interface LiveState {
  status: LiveStatus;
  /** Epoch milliseconds: live since then; or, while out of touch, when the server was last heard. */
  since: number;
}

export interface LiveStreamOptions {
  /** Opens the stream; where the sign-in is over, it has said so, and the live connection ends for good. */
  open(opening: Opening): Promise<Response>;
  /**
   * Loads the snapshot and answers the event id it stands at; called at the start and on every `resync`. A load whose
   * signal is aborted is nobody's any more and must change nothing.
   */
  load(signal: AbortSignal): Promise<string>;
  /** Every event after the snapshot, in order, each once. */
  onEvent(event: StoreEvent): void;
}

/** What every opening of a stream says. */
interface Opening {
  query: { heartbeat: number };
  headers: { 'last-event-id': string };
  signal: AbortSignal;
}

/** Seconds between the comment lines asked of the server, and milliseconds of silence after which the line counts as dead. */
const heartbeat = 2;
const silenceLimit = 4000;
const firstRetry = 300;
const slowestRetry = 8000;

/**
 * The one live connection of a tab. It reads the stream with `fetch`, not `EventSource`, because only so the heartbeat's
 * comment lines are seen, and with them within 5 seconds that a silent line is dead.
 */
export class LiveStream {
  readonly state = createStore<LiveState>(() => ({ status: 'connecting', since: Date.now() }));
  readonly #options: LiveStreamOptions;
  #lastEventId: string | undefined;
  #heardAt = Date.now();
  #attempt = 0;
  /** Milliseconds the server asked to stay away: much where this sign-in has too many screens open. */
  #askedPause = 0;
  #running: AbortController | undefined;
  #wake: (() => void) | undefined;

  constructor(options: LiveStreamOptions) {
    this.#options = options;
  }

  /** Starts the connection; the answer stops it. */
  start(): () => void {
    const running = new AbortController();
    this.#running?.abort();
    this.#running = running;
    const { signal } = running;
    addEventListener('online', () => this.#retryNow(), { signal });
    addEventListener('offline', () => this.#lose(), { signal });
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.#retryNow(), {
      signal,
    });
    void this.#run(signal);
    return () => running.abort();
  }

  async #run(stopped: AbortSignal): Promise<void> {
    while (!stopped.aborted) {
      try {
        if (this.#lastEventId === undefined) {
          const loaded = await this.#options.load(stopped);
          if (stopped.aborted) return;
          this.#lastEventId = loaded;
        }
        await this.#connectOnce(stopped);
      } catch (error) {
        if (isSignedOut(error)) {
          this.#running?.abort();
          return;
        }
      }
      if (stopped.aborted) return;
      this.#lose();
      await this.#pause(stopped);
    }
  }

  /** Reads one connection until it ends, falls silent or asks for a reload. */
  async #connectOnce(stopped: AbortSignal): Promise<void> {
    const line = new AbortController();
    const signal = AbortSignal.any([stopped, line.signal]);
    let silence = setTimeout(() => line.abort(), silenceLimit);
    const askedAt = Date.now();
    try {
      const headers = { 'last-event-id': this.#lastEventId ?? '' };
      const response = await this.#options.open({ query: { heartbeat }, headers, signal });
      hearServerTime(response.headers.get('date'), askedAt);
      if (!response.ok || !response.body) return;
      const parser = createParser({
        onEvent: (message) => this.#receive(message, line),
        onRetry: (pause) => {
          this.#askedPause = pause;
        },
      });
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        clearTimeout(silence);
        silence = setTimeout(() => line.abort(), silenceLimit);
        this.#attempt = 0;
        this.#heardAt = Date.now();
        this.#become('live', this.#heardAt);
        parser.feed(chunk.value);
      }
    } finally {
      clearTimeout(silence);
      line.abort();
    }
  }

  #receive(message: EventSourceMessage, line: AbortController): void {
    // What follows a resync in the same chunk belongs to a line already given up; the snapshot will hold it.
    if (line.signal.aborted) return;
    if (message.event === 'resync') {
      this.#lastEventId = undefined;
      line.abort();
      this.#retryNow();
      return;
    }
    const type = storeEventTypes.find((known) => known === message.event);
    if (!type || message.id === undefined) return;
    const data: unknown = JSON.parse(message.data);
    this.#lastEventId = message.id;
    this.#options.onEvent({ id: message.id, type, data } as StoreEvent);
  }

  /**
   * Waits with exponential backoff and full jitter, so that a whole shop does not come back in the same instant; or as long as
   * the server asked, where that is longer than it ever would.
   */
  #pause(stopped: AbortSignal): Promise<void> {
    const longest = Math.min(slowestRetry, firstRetry * 2 ** this.#attempt);
    const own = this.#attempt === 0 ? Math.random() * 100 : firstRetry + Math.random() * longest;
    const delay = this.#askedPause > slowestRetry ? this.#askedPause : own;
    this.#askedPause = 0;
    this.#attempt += 1;
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        stopped.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, delay);
      stopped.addEventListener('abort', wake);
      this.#wake = wake;
    });
  }

  #retryNow(): void {
    this.#attempt = 0;
    this.#wake?.();
  }

  #lose(): void {
    if (!navigator.onLine) this.#become('offline', this.#heardAt);
    else if (this.state.getState().status !== 'connecting') this.#become('stale', this.#heardAt);
  }

  #become(status: LiveStatus, since: number): void {
    if (this.state.getState().status !== status) this.state.setState({ status, since });
  }
}
