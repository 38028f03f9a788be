import { type Logger, pino } from 'pino';

/** JSON lines on standard output; readable ones in development. What a person or a token could be known by is never in them. */
export function createLog(level: string, { pretty }: { pretty: boolean }): Logger {
  const options = {
    level,
    base: null,
    redact: ['password', 'token', '*.password', '*.token', 'req.headers.authorization', 'req.headers.cookie'],
  };
  if (!pretty) return pino(options);
  return pino({ ...options, transport: { target: 'pino-pretty', options: { translateTime: 'SYS:HH:MM:ss' } } });
}
