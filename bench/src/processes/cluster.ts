import type { Target } from '../load/target.ts';
import type { Engine } from './engines.ts';
import type { Program } from './program.ts';

/** Instances of the server that share a database, and what works behind them. */
export class Cluster implements Target {
  readonly instances: readonly Program[];
  readonly #engines: readonly Engine[];

  constructor(instances: readonly Program[], engines: readonly Engine[]) {
    this.instances = instances;
    this.#engines = engines;
  }

  get ports(): readonly number[] {
    return this.instances.map(({ port }) => port);
  }

  cpuMicros(): number {
    return this.instances.reduce((sum, instance) => sum + instance.cpuMicros(), 0);
  }

  cpuMicrosBehind(): number {
    return this.#engines.reduce((sum, engine) => sum + engine.cpuMicros(), 0);
  }

  /** The same with only its first instances under load: the others have nothing to do. */
  first(count: number): Cluster {
    return new Cluster(this.instances.slice(0, count), this.#engines);
  }
}
