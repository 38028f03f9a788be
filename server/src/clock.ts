let offset = 0;

/**
 * The time that everything stored goes by. Several instances share a database, and not always a clock: so each follows the
 * database's. Numbers, business days and expiries are then the same whichever instance a request lands on.
 */
export const clock = {
  /** Epoch milliseconds by the clock that all instances share. */
  now(): number {
    return Date.now() + offset;
  },

  /** Takes the database's time (epoch milliseconds), asked for at `askedAt` by this machine's clock and received just now. */
  follow(databaseTime: number, askedAt: number): void {
    const difference = Math.round(databaseTime - (askedAt + Date.now()) / 2);
    // Within what the answer's way takes they agree; following every tremor would make time jump back and forth.
    offset = Math.abs(difference) < 250 ? 0 : difference;
  },
};
