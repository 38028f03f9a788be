import type { Bench } from '../bench.ts';
import type { Figure } from '../report/figure.ts';

export interface Scenario {
  /** For `--only`. */
  name: string;
  title: string;
  /** `skip` says why something is not measured here. */
  run: (bench: Bench, skip: (why: string) => void) => Promise<Figure[]>;
}
