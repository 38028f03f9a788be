import type { MenuItem, Option } from '@soban/contract/menu';
import type { PlaceOrder } from '@soban/contract/orders';
import {
  cartTotal,
  choiceProblems,
  chosenOptions,
  lineTotal,
  missingPerHead,
  portionPrice,
  type QuantityProblem,
  quantityProblems,
} from '@soban/contract/pricing';
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
  | { kind: 'too_few'; min: number; missing: number }
  | { kind: 'too_many'; max: number; over: number }
  | { kind: 'price_changed'; before: number; after: number };

/** A line as the menu stands now. */
export interface ReviewedLine {
  line: CartLine;
  item: MenuItem | undefined;
  name: string;
  options: readonly Option[];
  total: number;
  /** How many of it the line may have. */
  limits: Limits;
  trouble: LineTrouble | undefined;
}

export interface ReviewedCart {
  lines: readonly ReviewedLine[];
  /** Of what can be ordered now: the figure that goes out as `expectedTotal`. */
  total: number;
  quantity: number;
  troubled: boolean;
  /** How many dishes the party’s first order lacks of those that each person takes. */
  missingPerHead: number;
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

interface Limits {
  min: number;
  max: number;
}

/** How many of a dish one line may have, where others of the cart have so many of it; none where the most is less than the least. */
export function limitsOf({ minQuantity, maxQuantity: most }: MenuItem, others: number): Limits {
  return {
    min: minQuantity > others + 1 ? minQuantity - others : 1,
    // A server of an earlier release says nothing of it.
    max: Math.min(maxQuantity, (most ?? Number.POSITIVE_INFINITY) - others),
  };
}

/** What counts beside the menu. */
interface Circumstances {
  paused?: PausedDishes;
  /** How many people the cart is the first order of, where that is known. */
  people?: number | null;
}

/** Holds the cart against the menu; without a menu (not loaded yet) the lines count as they were seen. */
export function reviewCart(
  lines: readonly CartLine[],
  menu: ReadonlyMap<string, MenuItem> | undefined,
  { paused = new Map(), people = null }: Circumstances = {},
): ReviewedCart {
  const each = lines.map((line) => reviewLine(line, menu, paused));
  const choices = each.flatMap(({ line, item, trouble }) =>
    item && !isBlocking(trouble) ? [{ item, quantity: line.quantity, optionIds: line.optionIds }] : [],
  );
  const reviewed = withQuantities(each, quantityProblems(choices));
  const toBeHad = [...(menu?.values() ?? [])].filter(({ id, soldOut }) => !soldOut && !paused.has(id));
  return {
    lines: reviewed,
    total: menu ? cartTotal(choices) : lines.reduce((sum, line) => sum + line.seen.portion * line.quantity, 0),
    quantity: lines.reduce((sum, line) => sum + line.quantity, 0),
    troubled: reviewed.some(({ trouble }) => trouble !== undefined),
    missingPerHead: missingPerHead(choices, people, toBeHad),
  };
}

/** Marks the first line of each dish that there are too few or too many of. */
function withQuantities(lines: readonly ReviewedLine[], problems: readonly QuantityProblem[]): ReviewedLine[] {
  const open = new Map(problems.map((problem) => [problem.item.id, problem]));
  return lines.map((reviewed) => {
    const problem = reviewed.trouble ? undefined : open.get(reviewed.line.menuItemId);
    const others = lines
      .filter(({ line }) => line !== reviewed.line && line.menuItemId === reviewed.line.menuItemId)
      .reduce((sum, { line }) => sum + line.quantity, 0);
    const limits = reviewed.item ? limitsOf(reviewed.item, others) : reviewed.limits;
    if (!problem) return { ...reviewed, limits };
    open.delete(problem.item.id);
    const { quantity } = problem;
    const trouble: LineTrouble =
      problem.kind === 'too_few_of'
        ? { kind: 'too_few', min: problem.min, missing: problem.min - quantity }
        : { kind: 'too_many', max: problem.max, over: quantity - problem.max };
    return { ...reviewed, limits, trouble };
  });
}

function reviewLine(
  line: CartLine,
  menu: ReadonlyMap<string, MenuItem> | undefined,
  paused: PausedDishes,
): ReviewedLine {
  const item = menu?.get(line.menuItemId);
  const limits = { min: 1, max: maxQuantity };
  if (!item) {
    const trouble = menu ? ({ kind: 'gone' } as const) : undefined;
    const total = line.seen.portion * line.quantity;
    return { line, item, name: line.seen.name, options: [], total, limits, trouble };
  }
  const { optionIds, quantity } = line;
  const options = chosenOptions(item, optionIds);
  const total = lineTotal({ item, quantity, optionIds });
  return { line, item, name: item.name, options, total, limits, trouble: troubleWith(line, item, options, paused) };
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

/** A changed price can still be ordered once agreed to, and another number is soon set; everything else cannot be ordered at all. */
export function isBlocking(trouble: LineTrouble | undefined): boolean {
  const mendable: readonly (string | undefined)[] = ['price_changed', 'too_few', 'too_many', undefined];
  return !mendable.includes(trouble?.kind);
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
