import { type Figure, isMet, type Target } from './figure.ts';

const columns = ['measure', 'figure', 'baseline', 'ratio', 'target', ''] as const;

/** A figure as the report's columns show it. */
export function rowOf(figure: Figure): string[] {
  const { what, value, unit, baseline, ratio, target, note } = figure;
  const met = isMet(figure);
  return [
    note === undefined ? what : `${what} (${note})`,
    `${readable(value)} ${unit}`,
    baseline ? `${readable(baseline.value)} ${baseline.what}` : '',
    ratio === undefined ? '' : ratio.toFixed(2),
    target ? targetText(target, unit) : '',
    met === undefined ? '' : met ? 'met' : 'NOT MET',
  ];
}

function targetText({ of, is, limit }: Target, unit: string): string {
  const sign = { 'at least': '≥', 'at most': '≤', under: '<' }[is];
  return of === 'ratio' ? `ratio ${sign} ${limit}` : `${sign} ${readable(limit)} ${unit}`;
}

function readable(value: number): string {
  if (!Number.isFinite(value)) return 'unknown';
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value >= 10 ? value.toFixed(1) : value.toPrecision(3).replace(/\.?0+$/, '');
}

/** Columns padded for a terminal. */
export function textTable(rows: readonly string[][]): string {
  const all = [[...columns], ...rows];
  const widths = columns.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function markdownTable(rows: readonly string[][]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}
