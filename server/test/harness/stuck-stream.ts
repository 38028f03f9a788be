import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { maxLines, maxNoteLength } from '@soban/contract/vocabulary';
import { onTestFinished } from 'vitest';
import { Dishes, wish } from './dishes.ts';
import type { Guest } from './guest.ts';

/** Opens a live stream, hears its greeting, and then takes nothing any more. */
export async function stuckStream(url: string, path: string, token: string, lastEventId = ''): Promise<Socket> {
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1' });
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined);
  const resume = lastEventId === '' ? '' : `last-event-id: ${lastEventId}\r\n`;
  socket.write(`GET ${path} HTTP/1.1\r\nhost: soban\r\nauthorization: Bearer ${token}\r\n${resume}\r\n`);
  await once(socket, 'data');
  socket.pause();
  return socket;
}

/** An order whose event weighs tens of kilobytes. */
export async function heavyOrder(guest: Guest, letter = '맛') {
  const note = letter.repeat(maxNoteLength);
  const dish = new Dishes(await guest.menu()).plain;
  return { items: Array.from({ length: maxLines }, () => wish(dish, 1, { note })) };
}
