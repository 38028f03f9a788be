import { Agent, type ClientRequest, get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import * as endpoints from '@soban/contract/endpoints';
import { pathTo } from '@soban/contract/request';
import { eventually } from '@soban/testing/eventually';
import { expect } from 'vitest';
import type { Database } from '../../src/db/database.ts';

/** Nothing is kept alive: a stream takes its connection with it. */
const connections = new Agent({ keepAlive: false });

export interface ScreenOptions {
  token: string;
  /** The table that it shows; left out: the store's board. */
  tableId?: string;
  /** Where it connects: the first time, the second … */
  where: (connection: number) => string;
  onEvent?: (type: string, data: string) => void;
}

/** A screen that shows a live stream and comes back with its last event id whenever it loses it. */
export class Screen {
  readonly tableId: string | undefined;
  /** What it heard, in the order it came. */
  readonly ids: number[] = [];
  /** The event that it began after. */
  first: number | undefined;
  last = 0;
  /** How often it was told to load everything again. */
  resyncs = 0;
  /** How often it has connected. */
  connections = 0;
  #attempts = 0;
  readonly #options: ScreenOptions;
  #request: ClientRequest | undefined;
  #retry = 1000;
  #isClosed = false;
  readonly #running: Promise<void>;

  constructor(options: ScreenOptions) {
    this.#options = options;
    this.tableId = options.tableId;
    this.#running = this.#show();
  }

  /** Opens screens some at a time, and waits until each has been greeted. */
  static async open(all: readonly ScreenOptions[]): Promise<Screen[]> {
    const screens: Screen[] = [];
    for (let at = 0; at < all.length; at += 100) {
      const some = all.slice(at, at + 100).map((options) => new Screen(options));
      screens.push(...some);
      await eventually('every screen is greeted', () => some.every(({ first }) => first !== undefined), 30_000);
    }
    return screens;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#request?.destroy();
    await this.#running;
  }

  async #show(): Promise<void> {
    while (!this.#isClosed) {
      await this.#connect();
      if (!this.#isClosed) await sleep(this.#retry);
    }
  }

  /** One connection, until it ends. */
  #connect(): Promise<void> {
    const { token, tableId, where } = this.#options;
    const path =
      tableId === undefined ? pathTo(endpoints.streamStore) : pathTo(endpoints.streamTable, { params: { tableId } });
    return new Promise((resolve) => {
      const request = get(where(this.#attempts) + path, {
        agent: connections,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'text/event-stream',
          ...(this.first === undefined ? {} : { 'last-event-id': String(this.last) }),
        },
      });
      this.#attempts += 1;
      this.#request = request;
      request.once('error', () => resolve());
      request.once('close', () => resolve());
      request.once('response', (response) => this.#read(response));
    });
  }

  #read(response: IncomingMessage): void {
    if (response.statusCode !== 200) {
      response.resume();
      return;
    }
    this.connections += 1;
    response.setEncoding('utf8');
    let rest = '';
    response.on('error', () => undefined);
    response.on('data', (chunk: string) => {
      const frames = (rest + chunk).split('\n\n');
      rest = frames.pop() ?? '';
      for (const frame of frames) this.#take(frame);
    });
  }

  #take(frame: string): void {
    const fields = new Map(
      frame
        .split('\n')
        .map((line) => line.split(': ', 1).concat(line.slice(line.indexOf(': ') + 2)) as [string, string]),
    );
    const [retry, id, type] = [fields.get('retry'), fields.get('id'), fields.get('event')];
    if (retry !== undefined) this.#retry = Number(retry);
    if (id !== undefined) {
      this.last = Number(id);
      this.first ??= this.last;
    }
    if (type === 'resync') this.resyncs += 1;
    else if (type !== undefined) {
      this.ids.push(this.last);
      this.#options.onEvent?.(type, fields.get('data') ?? '');
    }
  }
}

/** Every screen has heard everything that happened since it began and was its concern: in order, and once. */
export async function expectGapFree({ read }: Database, screens: readonly Screen[], storeId?: string): Promise<void> {
  let query = read.selectFrom('events').select(['sequence', 'table_id']).orderBy('sequence');
  if (storeId !== undefined) query = query.where('store_id', '=', storeId);
  const events = (await query.execute()).map((row) => ({ id: Number(row.sequence), tableId: row.table_id }));
  const of = ({ first = 0, tableId }: Screen) =>
    events
      .filter(
        (event) => event.id > first && (tableId === undefined || event.tableId === null || event.tableId === tableId),
      )
      .map(({ id }) => id);
  const behind = () => screens.filter((screen) => screen.ids.length < of(screen).length);
  await eventually('every screen has heard everything', () => behind().length === 0).catch((error: unknown) => {
    const [screen] = behind();
    expect(screens.filter(({ resyncs }) => resyncs > 0).length, 'screens that were told to load again').toBe(0);
    if (screen) expect(screen.ids, `${behind().length} screens are behind`).toEqual(of(screen));
    throw error;
  });
  for (const screen of screens) {
    expect(screen.ids).toEqual(of(screen));
    expect(screen.resyncs).toBe(0);
  }
}
