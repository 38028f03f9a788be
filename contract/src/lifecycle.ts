import { type OrderStatus, type OrderStep, orderSteps, unfinishedSteps } from './vocabulary.ts';

type AfterFirst<List> = List extends readonly [unknown, ...infer Rest extends OrderStep[]] ? Rest[number] : never;
type BeforeLast<List> = List extends readonly [...infer Rest extends OrderStep[], unknown] ? Rest[number] : never;

/** What a bump may lead to, and a recall. */
export type NextStep = AfterFirst<typeof orderSteps>;
export type PreviousStep = BeforeLast<typeof orderSteps>;

/** The step that a bump makes, or null where there is none. */
export function nextStatus(status: OrderStatus): NextStep | null {
  return (beside(status, 1) as NextStep | undefined) ?? null;
}

/** The step that a recall makes, or null where there is none. */
export function previousStatus(status: OrderStatus): PreviousStep | null {
  return (beside(status, -1) as PreviousStep | undefined) ?? null;
}

function beside(status: OrderStatus, distance: 1 | -1): OrderStep | undefined {
  const at = orderSteps.findIndex((step) => step === status);
  return at < 0 ? undefined : orderSteps[at + distance];
}

/**
 * An order's lifecycle: one step forward at a time, one step back as a recall, canceled from anywhere
 * while its session is open, and canceled is final.
 */
export function canMove(from: OrderStatus, to: OrderStatus): boolean {
  if (from === 'canceled') return false;
  return to === 'canceled' || nextStatus(from) === to || previousStatus(from) === to;
}

/** An order's status as its lines have it: the step that all of them have reached, and underway while they differ; void ones do not count. */
export function statusOfLines(lines: readonly { status: OrderStatus }[]): OrderStatus {
  const reached = new Set(lines.map(({ status }) => status));
  reached.delete('canceled');
  const [only = 'canceled'] = reached;
  return reached.size > 1 ? 'preparing' : only;
}

/** A line at this step; what is void stays so, and what goes back to the stove has not been carried out. */
export function lineAtStep<Line extends { status: OrderStatus; servedAt: string | null }>(
  line: Line,
  status: OrderStatus,
): Line {
  if (line.status === 'canceled') return line;
  return { ...line, status, servedAt: status === 'completed' ? line.servedAt : null };
}

/** Whether something of the order is still to be made. */
export function isUnfinished({ status }: { status: OrderStatus }): boolean {
  return unfinishedSteps.some((step) => step === status);
}

/** What was ordered before this (epoch milliseconds) nobody makes any more for those who left a table, once another party leaves it. */
export function leavingSince(endedAt: string): number {
  return Date.parse(endedAt) - 86_400_000;
}
