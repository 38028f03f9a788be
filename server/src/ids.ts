import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';
import { clock } from './clock.ts';

const randomLength = 16;
/** Random bytes are drawn for many ids at once: asking for them costs more than using them. */
const pool = new Uint8Array(randomLength * 256);
let used = pool.length;
let lastInstant = 0;
let sequence = 0;

/** A new id: UUIDv7, so that ids made later sort later, within one millisecond too. */
export function newId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.subarray(used, used + randomLength);
  used += randomLength;
  // A clock set back must not make ids that sort before those already given.
  const instant = Math.max(clock.now(), lastInstant);
  sequence = instant === lastInstant ? sequence + 1 : 0;
  lastInstant = instant;
  return v7({ random, msecs: instant, seq: sequence });
}
