import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { thisCell } from '../cells.ts';
import { runCli } from '../harness/cli.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { Guest, pair } from '../harness/guest.ts';
import { processOfThisTest, unstartedProcess } from '../harness/process-harness.ts';

test('a database that is whole is said to be, beside the running server and without it', async () => {
  const server = await processOfThisTest();
  const { code, said } = await runCli(server.restaurant, 'db', 'check');
  expect(said).toMatch(/^(Every page|The server)\b.+\nIts schema is up to date\.\n$/);
  expect(code).toBe(0);
  await server.kill();
  expect(await runCli(server.restaurant, 'db', 'check')).toEqual({ code, said });
});

// On a server the files are its own to check.
test.runIf(thisCell.database === 'sqlite')('a damaged log is refused until its loss is accepted', async () => {
  const server = await processOfThisTest();
  const guest = await pair(server.anyone, 1);
  const order = orderOf(new Dishes(await guest.menu()).plain);
  for (let n = 1; n <= 12; n += 1) await guest.order(order, `order-${n}`);
  await server.kill();
  const log = join(server.restaurant.folder, 'app.db-wal');
  const bytes = readFileSync(log);
  // Not zeros: where the log has room left there are some already.
  bytes.fill(0xa5, bytes.length - 100_000, bytes.length - 99_000);
  writeFileSync(log, bytes);

  server.output = '';
  const { code, said } = await server.startInVain();
  expect(code).toBe(1);
  expect(said).toMatch(
    /^DATABASE_URL: the log \S+app\.db-wal is damaged at byte \d+: .+ would be lost\. First copy .+\n$/,
  );
  const check = await runCli(server.restaurant, 'db', 'check');
  expect(check).toEqual({ code: 1, said });
  expect(readFileSync(log).equals(bytes), 'nothing has been changed').toBe(true);

  const accepted = await runCli(server.restaurant, 'db', 'check', '--accept-loss');
  expect(accepted.said).toMatch(/would be lost\. That is accepted: it is gone\.\n.+ sound/);
  expect(accepted.code).toBe(0);
  await server.start();
  const again = await new Guest(server.anyone, guest).visit();
  expect(again.items.length).toBeGreaterThan(0);
  expect(again.items.length).toBeLessThan(12);
  expect((await runCli(server.restaurant, 'db', 'check', '--accept-loss')).said).toMatch(/^Nothing is lost/);
});

test.runIf(thisCell.database === 'sqlite')('where there is no database none is made', async () => {
  const { restaurant } = await unstartedProcess();
  const { code, said } = await runCli(restaurant, 'db', 'check');
  expect(code).toBe(1);
  expect(said).toMatch(/^There is no database at \S+app\.db/);
});
