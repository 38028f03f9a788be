import type { Connection } from './connection.ts';
import { type Latencies, latenciesOf } from './latencies.ts';
import type { Target } from './target.ts';

/** What a program did with a load. */
export interface Sample extends Latencies {
  /** Answers a second. */
  rate: number;
  /** Microseconds of the program's processor time for each answer. */
  cpu: number;
  /** The same of what works behind it; 0 where nothing does. */
  cpuBehind: number;
  /** How much of its core the program used, 0 to 1: below 0.9 something else set the pace. */
  busy: number;
}

export interface Load {
  program: Omit<Target, 'ports'>;
  connections: readonly Connection[];
  /** The next request of a connection. */
  next: (connection: number) => Buffer;
  /** What an answer's status may be. */
  statuses: readonly number[];
  seconds: number;
  onAnswer?: (connection: number, body: Buffer) => void;
}

/** Each connection sends its next request as soon as it has the last one's answer, for as long as asked, after a short warm-up. */
export async function closedLoop(load: Load): Promise<Sample> {
  await run({ ...load, seconds: load.seconds / 4 });
  const { program } = load;
  const cpuBefore = program.cpuMicros();
  const behindBefore = program.cpuMicrosBehind?.() ?? 0;
  const since = performance.now();
  const latencies = await run(load);
  const micros = (performance.now() - since) * 1000;
  const cpu = program.cpuMicros() - cpuBefore;
  const cpuBehind = (program.cpuMicrosBehind?.() ?? 0) - behindBefore;
  const answers = latencies.length;
  return {
    rate: (answers / micros) * 1e6,
    cpu: cpu / answers,
    cpuBehind: cpuBehind / answers,
    busy: cpu / micros,
    ...latenciesOf(latencies),
  };
}

function run({ connections, next, statuses, seconds, onAnswer }: Load): Promise<number[]> {
  const latencies: number[] = [];
  const end = performance.now() + seconds * 1000;
  let open = connections.length;
  return new Promise((resolve, reject) => {
    const sendNext = (connection: Connection, at: number) => {
      const sentAt = performance.now();
      connection.send(next(at), (answered, body) => {
        if (!statuses.includes(answered)) {
          return reject(
            new Error(`The server answered ${answered} and not ${statuses.join(' or ')}: ${body.toString()}`),
          );
        }
        const now = performance.now();
        latencies.push(now - sentAt);
        onAnswer?.(at, body);
        if (now < end) return sendNext(connection, at);
        open -= 1;
        if (open === 0) resolve(latencies);
      });
    };
    for (const [at, connection] of connections.entries()) sendNext(connection, at);
  });
}
