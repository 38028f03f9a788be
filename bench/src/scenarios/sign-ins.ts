import * as endpoints from '@soban/contract/endpoints';
import { ask } from '../load/ask.ts';
import { Connection, openConnections } from '../load/connection.ts';
import { latenciesOf } from '../load/latencies.ts';
import { bareRequest, callRequest, withFreshKey } from '../load/requests.ts';
import { takeTurns } from '../load/turns.ts';
import type { Program } from '../processes/program.ts';
import type { Figure } from '../report/figure.ts';
import { signInGuests } from '../store/guests.ts';
import { password } from '../store/make-store.ts';
import type { Scenario } from './scenario.ts';

const crowd = 400;
const env = { BCRYPT_COST: '12', TRUST_PROXY: '1' };
const target = { of: 'value', is: 'under', limit: 300 } as const;

/** What somebody asks for, again and again. */
interface Asking {
  what: string;
  /** Milliseconds from one request to the next. */
  every: number;
  status: number;
  next: (at: number) => Buffer;
}

export const signIns: Scenario = {
  name: 'sign-ins',
  title: `While ${crowd} wrong passwords at a time are sent, again and again, at cost 12`,
  async run(bench) {
    const product = await bench.productOnAllCores(await bench.store(), env);
    const asking = await askingOf(product.port);
    const seconds = bench.quick ? 6 : 30;
    const newAddress = addresses('203.0');
    const { quiet, attacked } = await takeTurns(bench.rounds, {
      quiet: () => p99s(product, asking, seconds),
      attacked: async () => {
        // Opened now: one that is idle for long is closed by the server.
        const strangers = await openConnections(product, crowd);
        const over = new AbortController();
        const attack = guess(product, strangers, newAddress, over.signal);
        const measured = await p99s(product, asking, seconds);
        over.abort();
        await attack;
        for (const stranger of strangers) stranger.close();
        return measured;
      },
    });
    await bench.stop(product);
    return asking.map(
      ({ what }): Figure => ({
        what: `p99, ${what}`,
        value: attacked[what] ?? Number.NaN,
        unit: 'ms',
        baseline: { what: 'ms without them', value: quiet[what] ?? Number.NaN },
        target,
      }),
    );
  },
};

async function askingOf(port: number): Promise<Asking[]> {
  const [guest] = await signInGuests(port, 1);
  const orders = guest?.orders ?? [];
  const signIn = (address: string, cookie?: string) =>
    callRequest(
      { port, headers: { 'x-forwarded-for': address, ...(cookie === undefined ? {} : { cookie }) } },
      endpoints.signInTable,
      { body: { storeCode: 'demo', tableNumber: 1, password } },
    );
  const device = await deviceOf(port);
  const newPlace = addresses('198.18');
  return [
    { what: 'the guest app’s page', every: 50, status: 200, next: () => bareRequest({ port }, 'GET', '/') },
    {
      what: 'a picture',
      every: 50,
      status: 200,
      next: () => bareRequest({ port }, 'GET', '/uploads/demo/bossam.webp'),
    },
    { what: 'an order', every: 20, status: 201, next: (at) => withFreshKey(orders[at % orders.length] ?? Buffer.of()) },
    { what: 'signing in on a known device', every: 1000, status: 200, next: () => signIn('10.0.0.1', device) },
    { what: 'signing in on a new device', every: 1000, status: 200, next: () => signIn(newPlace()) },
  ];
}

/** Another one each time. */
function addresses(network: string): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `${network}.${count >> 8}.${count & 255}`;
  };
}

/** The cookie by which a device is known that has signed in; the stored hash is one of today's cost from then on. */
async function deviceOf(port: number): Promise<string> {
  const { headers } = await ask(port, '', endpoints.signInTable, {
    body: { storeCode: 'demo', tableNumber: 1, password },
  });
  const cookies = headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
  return cookies.find((cookie) => cookie.startsWith('soban_device=')) ?? '';
}

async function p99s(program: Program, asking: readonly Asking[], seconds: number): Promise<Record<string, number>> {
  // The two kinds of sign-ins take turns.
  const starts = asking.map((_, at) => (at % 2) * 500);
  const measured = asking.map(
    async (one, at) => [one.what, await p99(program, one, seconds, starts[at] ?? 0)] as const,
  );
  return Object.fromEntries(await Promise.all(measured));
}

/** From when each request is due: who waits for the one before is waiting as well. */
async function p99({ port }: Program, { every, status, next }: Asking, seconds: number, start: number) {
  const connection = await Connection.open(port);
  const begun = performance.now() + start;
  const times: number[] = [];
  for (let at = 0; at * every < seconds * 1000; at += 1) {
    const due = begun + at * every;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    const answered = await answerTo(connection, next(at));
    if (answered !== status) throw new Error(`A request that was to be answered with ${status} was with ${answered}.`);
    times.push(performance.now() - due);
  }
  connection.close();
  return latenciesOf(times).p99;
}

/** Everybody at one address guesses at once; when all have been answered, everybody does at another. */
async function guess(
  { port }: Program,
  strangers: readonly Connection[],
  newAddress: () => string,
  over: AbortSignal,
): Promise<void> {
  while (!over.aborted) {
    const headers = { 'x-forwarded-for': newAddress() };
    await Promise.all(
      strangers.map((stranger, at) => {
        const login = { storeCode: 'demo', tableNumber: 1000 + at, password: 'guess' };
        return answerTo(stranger, callRequest({ port, headers }, endpoints.signInTable, { body: login }));
      }),
    );
  }
}

async function answerTo(connection: Connection, request: Buffer): Promise<number> {
  const status = await new Promise<number>((resolve) => connection.send(request, resolve));
  if (status === 0) throw new Error('The server has closed a connection.');
  return status;
}
