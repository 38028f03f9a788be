import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import * as endpoints from '@soban/contract/endpoints';
import { expect, onTestFinished, test } from 'vitest';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { Guest, pair } from '../harness/guest.ts';
import { type RestaurantProcess, supervisedProcess } from '../harness/process-harness.ts';
import { newFolder } from '../services/programs.ts';

const supervisor = fileURLToPath(new URL('../../../scripts/supervise.mjs', import.meta.url));

/** The server below its supervisor; undefined while there is none. */
function serverOf({ pid }: { pid?: number | undefined }): number | undefined {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  return Number(children[0]) || undefined;
}

function crash(server: RestaurantProcess, signal: NodeJS.Signals): void {
  process.kill(serverOf(server) ?? 0, signal);
}

const pausesIn = (said: string) =>
  [...said.matchAll(/Soban ended by itself: .+ It starts again in (\d+) s\./g)].map(([, seconds]) => Number(seconds));

/** A program in the server's place. */
function supervised(program: string, options: string[] = []) {
  const child = spawn(process.execPath, [supervisor, ...options, '-e', program], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGTERM'));
  const run = {
    pid: child.pid,
    said: '',
    ended: once(child, 'close').then(() => child.exitCode),
    kill: child.kill.bind(child),
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: Buffer) => {
      run.said += text.toString();
    });
  }
  return run;
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await wait(10);
}

test('killed, it comes back by itself: guests stay signed in, no order is lost and none doubled', async () => {
  const server = await supervisedProcess();
  const guest = await pair(server.anyone, 1);
  const order = orderOf(new Dishes(await guest.menu()).plain);
  const numbers = [(await guest.order(order, 'before')).number];
  for (const signal of ['SIGKILL', 'SIGABRT'] as const) {
    const again = server.opensAgain();
    crash(server, signal);
    await again;
    const back = new Guest(server.anyone, guest);
    expect((await back.order(order, 'before')).number).toBe('T01-001');
    numbers.push((await back.order(order, `after-${signal}`)).number);
  }
  expect(numbers).toEqual(['T01-001', 'T01-002', 'T01-003']);
  expect(server.output).toMatch(/Soban ended by itself: it was killed .*\(SIGKILL\).* It starts again in 1 s\.\n/);
  expect(server.output).toMatch(/Soban ended by itself: it gave up \(SIGABRT\).* It starts again in 2 s\.\n/);
  expect(await server.stop()).toBe(0);
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s stops it for good, also after a crash', async (signal) => {
  const server = await supervisedProcess();
  const again = server.opensAgain();
  crash(server, 'SIGKILL');
  await again;
  const pid = serverOf(server) ?? 0;
  expect(await server.stop(signal)).toBe(0);
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  expect(pausesIn(server.output)).toEqual([1]);
});

test('a stop during the pause ends it at once', async () => {
  const server = await supervisedProcess();
  crash(server, 'SIGKILL');
  await until(() => pausesIn(server.output).length === 1);
  expect(await server.stop()).toBe(0);
  await expect(server.anyone.call(endpoints.readHealth)).rejects.toThrow();
});

test('what crashes again and again is started ever more seldom', async () => {
  const run = supervised("process.send('ready', () => process.exit(3))");
  await until(() => pausesIn(run.said).length === 3);
  run.kill('SIGTERM');
  expect(await run.ended).toBe(0);
  expect(pausesIn(run.said)).toEqual([1, 2, 4]);
  expect(run.said).toContain('exit code 3; the lines above say why');
});

test('out of memory, it says so and comes back', async () => {
  const greed = "process.send('ready', () => { const all = []; for (;;) all.push(new Array(1e5).fill({})); })";
  const run = supervised(greed, ['--max-old-space-size=24']);
  await until(() => pausesIn(run.said).length === 1);
  expect(run.said).toMatch(/heap out of memory[\s\S]+gave up \(SIGABRT\), mostly for want of memory/);
});

test.each([
  ['process.exit(1)', 1],
  ["process.kill(process.pid, 'SIGKILL')", 137],
])('what never opened is not started again: %s', async (program, code) => {
  const run = supervised(program);
  expect(await run.ended).toBe(code);
  expect(run.said).toBe('');
});

test('what ends in order is not started again', async () => {
  const run = supervised("process.send('ready', () => process.exit(0))");
  expect(await run.ended).toBe(0);
  expect(run.said).toBe('');
});

test('a program that hangs up with its terminal is not started again', async () => {
  const run = supervised("process.send('ready'); setInterval(() => {}, 1000); console.log('open')");
  await until(() => run.said.includes('open'));
  run.kill('SIGHUP');
  expect(await run.ended).toBe(129);
});

test('after it has been open, a start that fails is tried again', async () => {
  const folder = newFolder('test');
  onTestFinished(() => rmSync(folder, { recursive: true }));
  // The first run crashes, the second does not open, the third ends in order.
  const run = supervised(`
    const { appendFileSync, readFileSync } = require('node:fs');
    const runs = ${JSON.stringify(join(folder, 'runs'))};
    appendFileSync(runs, '.');
    const run = readFileSync(runs).length;
    if (run === 2) process.exit(1);
    process.send('ready', () => process.exit(run === 1 ? 3 : 0));`);
  expect(await run.ended).toBe(0);
  expect(run.said).toMatch(/exit code 3;.+ starts again in 1 s\.\n.+exit code 1;.+ starts again in 2 s\.\n/);
});
