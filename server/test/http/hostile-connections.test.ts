import { expect, test } from 'vitest';
import { appOfThisTest } from '../harness/app-harness.ts';
import type { Client } from '../harness/client.ts';
import { Dishes, wish } from '../harness/dishes.ts';
import { type EventReader, openStream } from '../harness/event-reader.ts';
import { type Guest, pair } from '../harness/guest.ts';
import { processOfThisTest, supervisedProcess } from '../harness/process-harness.ts';
import { rawConnection } from './raw-connection.ts';
import { acts, positions, streamOf } from './shapes.ts';

/** The others in the restaurant: whatever one client does, they hear of each other and can order. */
class Others {
  readonly #guest: Guest;
  readonly #stream: EventReader;
  readonly #dishes: Dishes;

  constructor(guest: Guest, stream: EventReader, dishes: Dishes) {
    this.#guest = guest;
    this.#stream = stream;
    this.#dishes = dishes;
  }

  static async at(anyone: Client): Promise<Others> {
    const guest = await pair(anyone, 2);
    const stream = await openStream(guest.client, guest.streamPath);
    return new Others(guest, stream, new Dishes(await guest.menu()));
  }

  async areWell(after: string): Promise<void> {
    const heard = this.#stream.heard.length;
    const order = await this.#guest.order({ items: [wish(this.#dishes.plain)] });
    const event = await this.#stream.next('order_created', heard);
    expect(event.data.id, after).toBe(order.id);
  }

  leave(): Promise<void> {
    return this.#stream.cut();
  }
}

interface Shape {
  name: string;
  stand: (typeof positions)[string];
  play: (typeof acts)[string];
}

const shapes: Shape[] = Object.entries(positions).flatMap(([position, stand]) =>
  Object.entries(acts).map(([act, play]) => ({ name: `${act} ${position}`, stand, play })),
);

/** Plays all shapes, each on a connection of its own; after each the others are asked, while it is open and when it is gone. */
async function playAll(anyone: Client, played: readonly Shape[] = shapes): Promise<void> {
  const guest = await pair(anyone, 1);
  const others = await Others.at(anyone);
  for (const { name, stand, play: act } of played) {
    const connection = await rawConnection(anyone);
    await stand(connection, guest);
    await act(connection);
    await others.areWell(name);
    connection.socket.destroy();
  }
  await others.areWell('all shapes');
  await others.leave();
}

test('nothing that a client can send on a connection ends or stalls the server', async () => {
  const { anyone } = await appOfThisTest();
  await playAll(anyone);
}, 300_000);

test('nor does it where the server is a process of its own', async () => {
  const server = await processOfThisTest();
  const { pid } = server;
  await playAll(server.anyone);
  expect(server.pid).toBe(pid);
}, 300_000);

test('nor does it cost the server a restart', async () => {
  const server = await supervisedProcess();
  await playAll(
    server.anyone,
    shapes.filter(({ name }) => name.includes('stream')),
  );
  expect(server.output).not.toContain('ended by itself');
}, 300_000);

test('HEAD of a live stream opens none', async () => {
  const { anyone } = await appOfThisTest();
  const guest = await pair(anyone, 1);
  const connection = await rawConnection(anyone);
  await connection.write(streamOf(guest, 'HEAD'));
  await connection.until('\r\n\r\n');
  await connection.write('GET /health HTTP/1.1\r\nhost: soban\r\n\r\n');
  await connection.until('"ok"}');
  // Nothing but the two heads and the health's body: no event, and no end of the connection.
  expect(connection.taken.match(/^HTTP\/1\.1 \d{3}/gm)).toEqual(['HTTP/1.1 404', 'HTTP/1.1 200']);
  expect(connection.taken).not.toContain('retry:');
});
