/*
 * Waiting times are counted on the server's clock: a tablet that is ten minutes off must not turn every ticket red.
 */
let offset = 0;

/** The `Date` header has whole seconds and the way takes time; below this the device's own clock is as good. */
const tolerance = 2000;

/** Takes the server's time from a fresh answer (never one from a cache) that was asked for at `askedAt`. */
export function hearServerTime(date: string | null, askedAt: number): void {
  const heard = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(heard)) return;
  const difference = heard + 500 - (askedAt + Date.now()) / 2;
  offset = Math.abs(difference) > tolerance ? difference : 0;
}

/** Epoch milliseconds by the server's clock, as far as it is known. */
export function serverNow(): number {
  return Date.now() + offset;
}
