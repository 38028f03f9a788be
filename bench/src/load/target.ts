/** What a load is sent to: a program, or several that share the work. */
export interface Target {
  readonly ports: readonly number[];
  /** Processor time so far, in microseconds. */
  cpuMicros(): number;
  /** The same of what works behind it: a database server, a broker. */
  cpuMicrosBehind?(): number;
}
