import { type DestinationStream, type Logger, pino } from 'pino';
import { LineOutput } from './line-output.ts';

export interface LogOptions {
  output?: LineOutput;
  /** Makes a JSON line readable. */
  format?: (line: string) => string;
}

/** JSON lines on standard output, or as formatted. What a person or a token could be known by is never in them. */
export function createLog(level: string, { output = new LineOutput(), format }: LogOptions = {}): Logger {
  const options = {
    level,
    base: null,
    redact: ['password', 'token', '*.password', '*.token', 'req.headers.authorization', 'req.headers.cookie'],
  };
  const destination: DestinationStream & Pick<LineOutput, 'flush'> = {
    write: (line) => output.write(format ? format(line) : line),
    flush: (done) => output.flush(done),
  };
  const log = pino(options, destination);
  output.onReturn((missing) => log.warn({ missing }, 'lines are missing here: they could not be written'));
  return log;
}

/** How people read a log: in development. */
export async function readableLines(): Promise<(line: string) => string> {
  const { prettyFactory } = await import('pino-pretty');
  return prettyFactory({ translateTime: 'SYS:HH:MM:ss' });
}
