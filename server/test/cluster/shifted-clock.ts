// Loaded into a server before its own code: its machine's clock is this many milliseconds ahead.
const ahead = Number(process.env['CLOCK_AHEAD']);
const { Date: TrueDate } = globalThis;

globalThis.Date = class extends TrueDate {
  static override now(): number {
    return TrueDate.now() + ahead;
  }

  constructor(...given: [] | [number | string | Date]) {
    super(...((given.length === 0 ? [TrueDate.now() + ahead] : given) as [number]));
  }
} as DateConstructor;
