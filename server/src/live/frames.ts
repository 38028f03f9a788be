import type { OutboxEvent } from './outbox.ts';

/*
 * What goes over a stream. Its response ends with its connection and not by chunks, so that a frame is the same bytes for
 * every client: made once, written to all.
 */

export function eventText(event: OutboxEvent): string {
  return `id: ${event.sequence}\nevent: ${event.type}\ndata: ${event.data}\n\n`;
}

/** Sets the client's last event id and how long it waits before it reconnects (milliseconds); dispatches no event. */
export function greetingText(sequence: number, retry: number): string {
  return `retry: ${retry}\nid: ${sequence}\n\n`;
}

/** Tells the client to load its snapshot again and to go on from this event. */
export function resyncText(sequence: number): string {
  return `id: ${sequence}\nevent: resync\ndata: {"lastEventId":"${sequence}"}\n\n`;
}

export const heartbeatFrame = Buffer.from(': \n\n');
