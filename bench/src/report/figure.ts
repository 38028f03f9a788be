/** What a figure must reach; `of` says whether the figure itself is meant or its ratio to the baseline. */
export interface Target {
  of: 'value' | 'ratio';
  is: 'at least' | 'at most' | 'under';
  limit: number;
}

/** One line of the report. */
export interface Figure {
  what: string;
  value: number;
  unit: string;
  /** The same of what it is compared with. */
  baseline?: { what: string; value: number };
  /** How the two compare; above 1 the product is the better one. */
  ratio?: number;
  target?: Target;
  note?: string;
}

export interface ScenarioReport {
  scenario: string;
  title: string;
  figures: Figure[];
  /** Why something was not measured. */
  skipped: string[];
}

export function isMet({ value, ratio, target }: Figure): boolean | undefined {
  if (!target) return undefined;
  const figure = target.of === 'ratio' ? (ratio ?? Number.NaN) : value;
  if (target.is === 'at least') return figure >= target.limit;
  return target.is === 'under' ? figure < target.limit : figure <= target.limit;
}
