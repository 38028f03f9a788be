import { connect } from 'node:net';
import * as endpoints from '@soban/contract/endpoints';
import { expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { pair } from '../harness/guest.ts';
import { faultOf } from './fault-of.ts';
import { Luck, seedOfThisRun } from './luck.ts';

const seed = seedOfThisRun();
const total = 1000;

const app = await appOfThisFile();
const guest = await pair(app.anyone, 1);
const port = Number(new URL(app.url).port);
const authorization = `authorization: Bearer ${guest.token}`;
const order = '{"items":[{"menuItemId":"x","quantity":1}]}';
const key = 'idempotency-key: raw';
const json = 'content-type: application/json';

/** Requests that are fine, to be damaged. */
const whole = [
  'GET /health HTTP/1.1\r\nhost: soban\r\n\r\n',
  `GET /api/orders?limit=1 HTTP/1.1\r\nhost: soban\r\n${authorization}\r\n\r\n`,
  `POST /api/orders HTTP/1.1\r\nhost: soban\r\n${authorization}\r\n${key}\r\n${json}\r\ncontent-length: ${order.length}\r\n\r\n${order}`,
  `POST /api/orders HTTP/1.1\r\nhost: soban\r\n${authorization}\r\n${key}\r\n${json}\r\ntransfer-encoding: chunked\r\n\r\n${order.length.toString(16)}\r\n${order}\r\n0\r\n\r\n`,
];

const splices = [
  '\r\n',
  '\r\n\r\n',
  '\n',
  '\0',
  ': ',
  ' ',
  'HTTP/1.0',
  'HTTP/9.9',
  'content-length: 0\r\n',
  'content-length: -1\r\n',
  'content-length: 99999999999999999999\r\n',
  'transfer-encoding: chunked\r\n',
  'transfer-encoding: gzip, chunked\r\n',
  'expect: 100-continue\r\n',
  'expect: x\r\n',
  'upgrade: websocket\r\nconnection: upgrade\r\n',
  'connection: close\r\n',
  `x: ${'y'.repeat(20_000)}\r\n`,
  'x'.repeat(20_000),
  'x: y\r\n'.repeat(3000),
  '\u00ff\u00fe',
  whole[0],
];

/** One or two good requests with some of their bytes changed, left out, doubled or joined by others. */
function damagedRequest(luck: Luck): string {
  let text: string = luck.pick(whole);
  for (let hits = 1 + luck.below(3); hits > 0; hits -= 1) {
    const at = luck.chance(0.5) ? luck.below(text.length) : luck.pick([...text.matchAll(/\r\n|:|$| /g)]).index;
    const way = luck.below(4);
    const upTo = at + (way === 0 ? luck.below(5) : 0);
    const between = way === 1 ? String.fromCharCode(luck.below(256)) : way === 2 ? luck.pick(splices) : '';
    text = text.slice(0, at) + between + (way === 3 ? text.slice(Math.max(0, at - 4)) : text.slice(upTo));
  }
  return luck.chance(0.2) ? luck.pick(whole) + text : text;
}

/** Everything that comes back until the server has ended the connection, which it has to once the client has nothing more to say. */
function exchange(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let taken = '';
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      taken += text;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(taken));
    socket.end(bytes, 'latin1');
  });
}

interface Heard {
  status: number;
  head: string;
  body: string;
}

/** The answers in what came back; throws where something else is in it. */
function answersIn(taken: string): Heard[] {
  const answers: Heard[] = [];
  let rest = taken;
  while (rest !== '') {
    const [head = '', status] = /^HTTP\/1\.1 (\d{3})[^\r\n]*\r\n(?:[^\r\n]+\r\n)*\r\n/.exec(rest) ?? [];
    if (head === '') throw new Error(`no answer begins here: ${JSON.stringify(rest.slice(0, 100))}`);
    const length = /\r\ncontent-length: (\d+)\r\n/i.exec(head)?.[1];
    const end =
      length === undefined ? (Number(status) < 200 ? head.length : rest.length) : head.length + Number(length);
    answers.push({ status: Number(status), head, body: rest.slice(head.length, end) });
    rest = rest.slice(end);
  }
  return answers;
}

/** HTTP's own: what is asked for comes later, or never will. */
const unfinished = new Set([100, 101]);

function faultIn({ status, head, body }: Heard): string | undefined {
  if (unfinished.has(status)) return undefined;
  const header = (name: string) => new RegExp(String.raw`\r\n${name}: ([^\r\n]+)\r\n`, 'i').exec(head)?.[1];
  const text = Buffer.from(body, 'latin1').toString();
  return faultOf({ status, requestId: header('x-request-id'), contentType: header('content-type'), text });
}

test(`${total} damaged requests are each answered with problems, or not at all, and the server goes on`, async () => {
  process.stdout.write(`SOBAN_TEST_SEED=${seed} repeats these bytes\n`);
  const faults: string[] = [];
  let answered = 0;
  let next = 0;
  async function work(): Promise<void> {
    while (next < total && faults.length < 20) {
      const at = next;
      next += 1;
      const bytes = damagedRequest(new Luck(seed + at));
      const heard = answersIn(await exchange(bytes));
      answered += heard.length;
      for (const answer of heard) {
        const fault = faultIn(answer);
        const sent = JSON.stringify(bytes.slice(0, 400));
        if (fault !== undefined)
          faults.push(`${fault}: bytes ${at}: ${sent} answered ${answer.head}${answer.body.slice(0, 300)}`);
      }
    }
  }
  await Promise.all(Array.from({ length: 8 }, work));
  expect(faults, `with SOBAN_TEST_SEED=${seed}`).toEqual([]);
  expect(answered).toBeGreaterThan(total / 2);
  expect((await guest.client.call(endpoints.listOrders)).status).toBe(200);
});
