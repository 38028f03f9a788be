import type { MenuItem, Option } from '@soban/contract/menu';
import type { PlaceOrder } from '@soban/contract/orders';
import { cartTotal, choiceProblems, chosenOptions, lineTotal, portionPrice } from '@soban/contract/pricing';
import { maxLines, maxQuantity } from '@soban/contract/vocabulary';
import { hasFields, isObject } from '../kept.ts';

/** One dish with its options, as often as wanted; what the guest saw when adding it tells later whether it has changed. */
export interface CartLine {
  /** What it is called among the lines: item and options in one word, unless another line of the same has another note. */
  key: string;
  menuItemId: string;
  optionIds: readonly string[];
  quantity: number;
  /** For the kitchen; left out where there is none. */
  note?: string;
  seen: { name: string; portion: number };
}

/** The lines of a kept cart, without those that another release would have to make sense of. */
export function linesIn(kept: unknown): CartLine[] {
  const lines: unknown = isObject(kept) ? kept['lines'] : undefined;
  return Array.isArray(lines) ? lines.filter(isLine) : [];
}

function isLine(line: unknown): line is CartLine {
  if (!hasFields(line, { key: 'string', menuItemId: 'string', quantity: 'number' })) return false;
  const { optionIds, seen, note } = line;
  if (note !== undefined && typeof note !== 'string') return false;
  const isChosen = Array.isArray(optionIds) && optionIds.every((id) => typeof id === 'string');
  return isChosen && hasFields(seen, { name: 'string', portion: 'number' });
}

/** What a guest has to settle about a line before it can be ordered. */
export type LineTrouble =
  | { kind: 'gone' }
  | { kind: 'item_sold_out' }
  | { kind: 'option_sold_out'; name: string }
  | { kind: 'options_changed' }
  | { kind: 'paused'; until: number | null }
  | { kind: 'price_changed'; before: number; after: number };

/** A line as the menu stands now. */
export interface ReviewedLine {
  line: CartLine;
  item: MenuItem | undefined;
  name: string;
  options: readonly Option[];
  total: number;
  trouble: LineTrouble | undefined;
}

export interface ReviewedCart {
  lines: readonly ReviewedLine[];
  /** Of what can be ordered now: the figure that goes out as `expectedTotal`. */
  total: number;
  quantity: number;
  troubled: boolean;
}

function lineKey(menuItemId: string, optionIds: readonly string[]): string {
  return [menuItemId, ...optionIds.toSorted()].join('+');
}

export function newLine(item: MenuItem, optionIds: readonly string[], quantity: number, note = ''): CartLine {
  const portion = portionPrice(item, chosenOptions(item, optionIds));
  return {
    key: lineKey(item.id, optionIds),
    menuItemId: item.id,
    optionIds: optionIds.toSorted(),
    quantity,
    ...(note === '' ? {} : { note }),
    seen: { name: item.name, portion },
  };
}

/** Adds a line or, where the same choice is in the cart already, its quantity; a full cart stays as it is. */
export function addLine(lines: readonly CartLine[], added: CartLine): readonly CartLine[] {
  const same = lines.find((line) => choiceOf(line) === choiceOf(added));
  if (!same) return lines.length < maxLines ? [...lines, { ...added, key: freeKey(lines, added.key) }] : lines;
  const quantity = Math.min(maxQuantity, same.quantity + added.quantity);
  return lines.map((line) => (line === same ? { ...added, key: same.key, quantity } : line));
}

function choiceOf({ menuItemId, optionIds, note = '' }: CartLine): string {
  return `${lineKey(menuItemId, optionIds)} ${note}`;
}

function freeKey(lines: readonly CartLine[], key: string): string {
  return lines.some((line) => line.key === key) ? freeKey(lines, `${key}'`) : key;
}

export function changeQuantity(lines: readonly CartLine[], key: string, quantity: number): readonly CartLine[] {
  if (quantity <= 0) return lines.filter((line) => line.key !== key);
  return lines.map((line) => (line.key === key ? { ...line, quantity: Math.min(maxQuantity, quantity) } : line));
}

export function changeNote(lines: readonly CartLine[], key: string, note: string): readonly CartLine[] {
  return lines.map((line) => (line.key === key ? { ...line, note } : line));
}

/** The guest has seen the new price and agrees. */
export function acceptPrice(lines: readonly CartLine[], key: string, portion: number): readonly CartLine[] {
  return lines.map((line) => (line.key === key ? { ...line, seen: { ...line.seen, portion } } : line));
}

/** Takes out what has been ordered; what was added while the order was on its way stays. */
export function takeOrdered(
  lines: readonly CartLine[],
  ordered: readonly Pick<CartLine, 'key' | 'quantity'>[],
): readonly CartLine[] {
  return lines.flatMap((line) => {
    const gone = ordered.find((other) => other.key === line.key)?.quantity ?? 0;
    return line.quantity > gone ? [{ ...line, quantity: line.quantity - gone }] : [];
  });
}

/** The dishes that cannot be ordered for a while, and until when. */
export type PausedDishes = ReadonlyMap<string, number | null>;

/** Holds the cart against the menu; without a menu (not loaded yet) the lines count as they were seen. */
export function reviewCart(
  lines: readonly CartLine[],
  menu: ReadonlyMap<string, MenuItem> | undefined,
  paused: PausedDishes = new Map(),
): ReviewedCart {
  const reviewed = lines.map((line) => reviewLine(line, menu, paused));
  const choices = reviewed.flatMap(({ line, item, trouble }) =>
    item && !isBlocking(trouble) ? [{ item, quantity: line.quantity, optionIds: line.optionIds }] : [],
  );
  return {
    lines: reviewed,
    total: menu ? cartTotal(choices) : lines.reduce((sum, line) => sum + line.seen.portion * line.quantity, 0),
    quantity: lines.reduce((sum, line) => sum + line.quantity, 0),
    troubled: reviewed.some(({ trouble }) => trouble !== undefined),
  };
}

function reviewLine(
  line: CartLine,
  menu: ReadonlyMap<string, MenuItem> | undefined,
  paused: PausedDishes,
): ReviewedLine {
  const item = menu?.get(line.menuItemId);
  if (!item) {
    const trouble = menu ? ({ kind: 'gone' } as const) : undefined;
    return { line, item, name: line.seen.name, options: [], total: line.seen.portion * line.quantity, trouble };
  }
  const { optionIds, quantity } = line;
  const options = chosenOptions(item, optionIds);
  const total = lineTotal({ item, quantity, optionIds });
  return { line, item, name: item.name, options, total, trouble: troubleWith(line, item, options, paused) };
}

function troubleWith(
  line: CartLine,
  item: MenuItem,
  options: readonly Option[],
  paused: PausedDishes,
): LineTrouble | undefined {
  const problems = choiceProblems(item, line.optionIds);
  if (problems.some(({ kind }) => kind === 'item_sold_out')) return { kind: 'item_sold_out' };
  const optionGone = problems.find((problem) => problem.kind === 'option_sold_out');
  if (optionGone) return { kind: 'option_sold_out', name: optionGone.name };
  if (problems.length > 0) return { kind: 'options_changed' };
  const until = paused.get(item.id);
  if (until !== undefined) return { kind: 'paused', until };
  const after = portionPrice(item, options);
  return after === line.seen.portion ? undefined : { kind: 'price_changed', before: line.seen.portion, after };
}

/** A changed price can still be ordered once agreed to; everything else cannot be ordered at all. */
function isBlocking(trouble: LineTrouble | undefined): boolean {
  return trouble !== undefined && trouble.kind !== 'price_changed';
}

export function orderBody(cart: ReviewedCart, note: string): PlaceOrder {
  const trimmed = note.trim();
  return {
    items: cart.lines.map(({ line }) => ({
      menuItemId: line.menuItemId,
      quantity: line.quantity,
      optionIds: [...line.optionIds],
      ...(line.note?.trim() ? { note: line.note.trim() } : {}),
    })),
    ...(trimmed === '' ? {} : { note: trimmed }),
    expectedTotal: cart.total,
  };
}
