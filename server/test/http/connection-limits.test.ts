import { expect, test } from 'vitest';
import { appOfThisTest, type TestApp } from '../harness/app-harness.ts';
import { signIn } from '../harness/staff.ts';
import { upload } from '../uploads/forms.ts';
import { noise } from '../uploads/pictures.ts';
import { type RawConnection, rawConnection, requestOf } from './raw-connection.ts';

const health = requestOf('GET /health');

/** Whether the connection is served, or what it is told instead. */
async function greetingOf(connection: RawConnection): Promise<string> {
  await connection.write(health);
  await connection.until('}');
  return /"code":"(\w+)"/.exec(connection.taken)?.[1] ?? /"ok"/.exec(connection.taken)?.[0] ?? 'nothing';
}

async function connections(app: TestApp, count: number): Promise<RawConnection[]> {
  const opened: RawConnection[] = [];
  for (let number = 1; number <= count; number += 1) opened.push(await rawConnection(app));
  return opened;
}

/** Whether so many more connections are served at once. */
async function hasRoomFor(app: TestApp, count: number): Promise<boolean> {
  const opened = await connections(app, count);
  const greetings = await Promise.all(opened.map(greetingOf));
  await Promise.all(
    opened.map((connection) => {
      connection.socket.end();
      return connection.over();
    }),
  );
  return greetings.every((greeting) => greeting === '"ok"');
}

test.each([
  ['one address', { MAX_CONNECTIONS_PER_ADDRESS: '5' }, 'rate_limited'],
  ['all', { MAX_CONNECTIONS: '5' }, 'unavailable'],
])('%s can have so many connections and no more, until one of them ends', async (_, env, code) => {
  const app = await appOfThisTest(env);
  const held = await connections(app, 5);
  for (const connection of held) expect(await greetingOf(connection)).toBe('"ok"');
  const [first] = held;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const more = await rawConnection(app);
    expect(await greetingOf(more)).toBe(code);
    expect(await more.over()).toMatch(/\r\nretry-after: \d+\r\n/);
  }
  first?.socket.end();
  await first?.over();
  await expect.poll(async () => greetingOf(await rawConnection(app))).toBe('"ok"');
});

test('connections of a proxy are those of many', async () => {
  const app = await appOfThisTest({ MAX_CONNECTIONS_PER_ADDRESS: '5', TRUST_PROXY: '1' });
  expect(await hasRoomFor(app, 20)).toBe(true);
});

test('who takes nothing of what he asked for is let go, on every route', async () => {
  const app = await appOfThisTest({ SSE_CONNECTION_TIMEOUT: '2', MAX_CONNECTIONS_PER_ADDRESS: '30' });
  const shown = await upload(await signIn(app.anyone), await noise(1280, 1280));
  // More than the machine itself keeps for a client: four megabytes on Linux, of which the server knows nothing.
  const asked = ['/api/docs/static/swagger-ui-bundle.js', shown].map((path) => requestOf(`GET ${path}`).repeat(15));
  const greedy = await connections(app, 20);
  for (const [number, connection] of greedy.entries()) {
    connection.socket.pause();
    await connection.write(asked[number % asked.length] ?? '');
  }
  // As soon as there is room for as many again, all of them are gone.
  await expect.poll(() => hasRoomFor(app, greedy.length), { timeout: 60_000, interval: 200 }).toBe(true);
}, 120_000);
