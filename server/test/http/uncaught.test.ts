import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { listen } from '../harness/event-reader.ts';
import { pair } from '../harness/guest.ts';
import { processOfThisTest, unstartedProcess } from '../harness/process-harness.ts';

const throwing = {
  NODE_OPTIONS: `--import=${fileURLToPath(new URL('../harness/throw-on-signal.ts', import.meta.url))}`,
};

test('an error that nobody has caught is told of, and the others do not notice', async () => {
  const server = await processOfThisTest(throwing);
  const { pid } = server;
  const guest = await pair(server.anyone, 1);
  const order = orderOf(new Dishes(await guest.menu()).plain);
  const stream = await listen(guest.client, guest.streamPath);
  for (let number = 1; number <= 4; number += 1) {
    process.kill(pid, 'SIGUSR2');
    await server.says(`on purpose, number ${number}`);
    const heard = stream.heard.length;
    const { id } = await guest.order(order);
    expect((await stream.next('order_created', heard)).data.id).toBe(id);
  }
  expect(server.pid).toBe(pid);
  expect(server.output.match(/FATAL/g)).toHaveLength(4);
  expect(server.output).toMatch(/at .*throw-on-signal/);
  expect(await server.stop()).toBe(0);
});

test('before it is open, such an error ends it with the reason', async () => {
  const server = await unstartedProcess({ ...throwing, THROW_AT_START: 'yes' });
  const { code, said } = await server.startInVain();
  expect(code).toBe(1);
  expect(said).toContain('on purpose, at the start');
});
