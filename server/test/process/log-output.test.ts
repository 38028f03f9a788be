import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as endpoints from '@soban/contract/endpoints';
import { eventually } from '@soban/testing/eventually';
import { describe, expect, onTestFinished, test } from 'vitest';
import { branch, openStore } from '../cluster/people.ts';
import { type BadOutput, lasting, passing } from '../harness/bad-outputs.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { pair } from '../harness/guest.ts';
import { processOfThisTest, unstartedProcess } from '../harness/process-harness.ts';
import { newRestaurant } from '../harness/restaurant.ts';
import { newFolder } from '../services/programs.ts';

const flood = fileURLToPath(new URL('../harness/log-flood.ts', import.meta.url));
const linesOfFlood = 50_000;
const modes = ['production', 'development'];

/** A program that logs far more than is taken, and what it still does when it is told to. */
async function floodInto(output: BadOutput) {
  const [program, ...args] = [...output.prefix, process.execPath, flood, String(linesOfFlood)] as const;
  const child = spawn(program, args, { stdio: ['pipe', output.fd, 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const { stdin, stderr } = child;
  if (!stdin || !stderr) throw new Error('The program has no pipes.');
  let said = '';
  stderr.on('data', (text: Buffer) => {
    said += text.toString();
  });
  let told = 0;
  const tell = async () => {
    told += 1;
    stdin.write(`${told}\n`);
    await eventually('the program goes on', () => said === 'alive\n'.repeat(told), 30_000);
  };
  await tell();
  const end = async () => {
    stdin.end();
    if (child.exitCode === null) await once(child, 'exit');
    return child.exitCode;
  };
  return { tell, end };
}

function folderOfThisTest(): string {
  const folder = newFolder('log');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe.each(Object.entries({ ...passing, ...lasting }))('with %s for its log', (_, outputIn) => {
  test.each(modes)('a server in %s takes orders, and ends when it is asked to', async (NODE_ENV) => {
    const restaurant = newRestaurant();
    const database = await restaurant.database.open();
    await database.migrate();
    await openStore(database, { tables: 1 });
    await database.close();
    const server = await unstartedProcess({ NODE_ENV }, restaurant, { badOutput: outputIn(restaurant.folder) });
    await server.start();
    const guest = await pair(server.anyone, 1, branch);
    const order = orderOf(new Dishes(await guest.menu()).plain);
    for (let n = 1; n <= 30; n += 1) (await server.anyone.call(endpoints.listOrders)).refused('unauthenticated');
    for (let n = 1; n <= 10; n += 1) await guest.order(order);
    expect((await server.anyone.call(endpoints.readHealth)).status).toBe(200);
    expect(await server.stop()).toBe(0);
  });

  test('a program that logs without end goes on, and ends when it is asked to', async () => {
    const program = await floodInto(outputIn(folderOfThisTest()));
    await program.tell();
    expect(await program.end()).toBe(0);
  });
});

test.each(Object.entries(passing))('after %s lines come again, and say how many are missing', async (_, outputIn) => {
  const output = outputIn(folderOfThisTest());
  const program = await floodInto(output);
  output.mend();
  await eventually('the log says what is missing', () => output.text().includes('"missing"'), 30_000);
  await program.tell();
  expect(await program.end()).toBe(0);

  const lines = output
    .text()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { n?: number; missing?: number; told?: string });
  const gap = lines.findIndex(({ missing }) => missing !== undefined);
  expect(lines.slice(0, gap).map(({ n }) => n)).toEqual(Array.from({ length: gap }, (_line, at) => at + 1));
  // The line that it was told to write while none could be is missing too.
  expect(lines[gap]?.missing).toBe(linesOfFlood - gap + 1);
  expect(lines.slice(gap + 1)).toMatchObject([{ told: '2' }]);
});

test.each(modes)(
  'what strangers are refused costs the log little in %s, and it says how much that was',
  async (NODE_ENV) => {
    const server = await processOfThisTest({ NODE_ENV });
    const before = server.output.length;
    const requests = 1000;
    for (let sent = 0; sent < requests; sent += 100) {
      const wave = Array.from({ length: 100 }, (_, at) =>
        server.anyone.get(`/api/nothing/${sent + at}/${'x'.repeat(2000)}`),
      );
      for (const answer of await Promise.all(wave)) answer.refused('not_found');
    }
    (await server.anyone.call(endpoints.listOrders)).refused('unauthenticated');
    expect(await server.stop()).toBe(0);
    const log = server.output.slice(before);
    const written = log.match(/There is nothing here|nothing\/\d+/g)?.length ?? 0;
    expect(log).toContain('unauthenticated');
    expect(log.length).toBeLessThan(40_000);
    const more = Number(
      /"more":(\d+)|more: (\d+)/
        .exec(log)
        ?.slice(1)
        .find((text) => text !== undefined),
    );
    expect(written + more).toBe(requests);
  },
);
