/*
 * What lies in a device's storage was written by some release, perhaps an old one, or by anybody: it is looked at before it is
 * believed.
 */

/** What lies there, not yet looked at; nothing where it cannot be read. */
export function readKept(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

/** A full or forbidden storage costs what would have been kept, and nothing else. */
export function keep(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // It is gone with the page.
  }
}

type Kinds = Record<string, 'string' | 'number' | 'boolean'>;
type OfKind = { string: string; number: number; boolean: boolean };
/** What else it has is still to be looked at. */
type Having<Wanted extends Kinds> = { [Name in keyof Wanted]: OfKind[Wanted[Name]] } & Record<string, unknown>;

/** Whether the value is an object that has these fields, each of its kind. */
export function hasFields<const Wanted extends Kinds>(value: unknown, wanted: Wanted): value is Having<Wanted> {
  if (!isObject(value)) return false;
  return Object.entries(wanted).every(([name, kind]) => typeof value[name] === kind);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
