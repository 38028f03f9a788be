/** A thing on the screen and the group it stands in; a list of them is the whole arrangement in order. */
export interface Placed {
  readonly id: string;
  readonly group: string;
}

/** The next arrangement: as wanted, or staying as it is with the gone left out and the new at the end. */
export function arrange(
  last: readonly Placed[],
  wanted: readonly Placed[],
  manner: 'settle' | 'stay',
): readonly Placed[] {
  if (manner === 'settle') return wanted;
  const there = new Set(wanted.map((each) => each.id));
  const staying = last.filter((each) => there.has(each.id));
  const known = new Set(staying.map((each) => each.id));
  return [...staying, ...wanted.filter((each) => !known.has(each.id))];
}

export function isSame(one: readonly Placed[], other: readonly Placed[]): boolean {
  return (
    one.length === other.length && one.every(({ id, group }, at) => id === other[at]?.id && group === other[at]?.group)
  );
}
