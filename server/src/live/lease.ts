import type { Connection, Database } from '../db/database.ts';

/** Milliseconds without a beat of the holder after which another takes over. */
const patience = 10_000;
/** Milliseconds after its last beat in which a holder may still act: well before anybody takes over. */
const validity = 5000;

interface Sight {
  holder: string | null;
  beats: number;
  /** When these beats were first seen, by this machine's monotonic time in milliseconds. */
  since: number;
}

/**
 * Makes one instance at a time do something. The holder counts a row up every second; whoever sees the count stand still for
 * long enough takes the row over. Nobody compares clocks: each measures how long by its own.
 */
export class Lease {
  readonly #database: Database;
  readonly #name: string;
  readonly #self: string;
  #seen: Sight | undefined;
  #validUntil = Number.NEGATIVE_INFINITY;

  constructor(database: Database, name: string, self: string) {
    this.#database = database;
    this.#name = name;
    this.#self = self;
  }

  get isHeld(): boolean {
    return performance.now() < this.#validUntil;
  }

  /** Call every second: the holder's beat, or the others' look whether there is one. */
  async tick(): Promise<void> {
    const now = performance.now();
    const row = await this.#database.read
      .selectFrom('leases')
      .select(['holder', 'beats'])
      .where('name', '=', this.#name)
      .executeTakeFirst();
    if (!row) return;
    const beats = Number(row.beats);
    const isSame = this.#seen?.holder === row.holder && this.#seen.beats === beats;
    if (!this.#seen || !isSame) this.#seen = { holder: row.holder, beats, since: now };
    const isFree = row.holder === null || row.holder === this.#self || now - this.#seen.since > patience;
    if (!isFree) return;
    const isMine = await this.#database.transaction((tx) => this.#take(tx, row.holder, beats));
    this.#validUntil = isMine ? now + validity : Number.NEGATIVE_INFINITY;
  }

  /** Lets the next instance begin at once. */
  async release(): Promise<void> {
    this.#validUntil = Number.NEGATIVE_INFINITY;
    await this.#database.transaction((tx) =>
      tx
        .updateTable('leases')
        .set({ holder: null })
        .where('name', '=', this.#name)
        .where('holder', '=', this.#self)
        .execute(),
    );
  }

  /** Whether nobody else has been faster. */
  async #take(tx: Connection, holder: string | null, beats: number): Promise<boolean> {
    const { numUpdatedRows } = await tx
      .updateTable('leases')
      .set({ holder: this.#self, beats: beats + 1 })
      .where('name', '=', this.#name)
      .where('holder', holder === null ? 'is' : '=', holder)
      .where('beats', '=', beats)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }
}
