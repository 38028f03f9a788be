const minute = 60_000;
const day = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Writes `2026-11-20 04:59`, as the clocks on the walls of the time zone show it; Swedish does so. */
export function wallClock(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    formats.set(timeZone, format);
  }
  return format;
}

/**
 * The first instant (epoch milliseconds) at which the clocks have got as far as `2026-11-20 04:59`: where they go back over it that
 * is the first of two, and where they leave it out the one at which they do.
 */
export function instantAt(written: string, timeZone: string): number {
  const clock = wallClock(timeZone);
  const ahead = (instant: number) => asIfUtc(clock.format(instant)) - instant;
  const wanted = asIfUtc(written);
  // What the clocks are ahead of UTC changes at most once in so short a time.
  const [early = wanted, late = wanted] = [wanted - ahead(wanted - day), wanted - ahead(wanted + day)].toSorted(
    (one, other) => one - other,
  );
  const found = [early, late].find((instant) => clock.format(instant) === written);
  if (found !== undefined) return found;
  let before = early;
  let reached = late;
  while (reached - before > minute) {
    const middle = before + Math.floor((reached - before) / minute / 2) * minute;
    if (clock.format(middle) < written) before = middle;
    else reached = middle;
  }
  return reached;
}

function asIfUtc(written: string): number {
  return Date.parse(`${written.replace(' ', 'T')}Z`);
}
