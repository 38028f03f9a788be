import { endpoint } from '../endpoint.ts';
import { EventStream, StreamHeaders, StreamQuery } from '../events.ts';
import { staffRoles } from '../vocabulary.ts';

const tag = 'Live streams';
const description =
  'Server-Sent Events: `id` is the store’s event sequence, `event` the type, `data` one JSON object. `Last-Event-ID` (header or query) resumes; `resync` says to reload the snapshot. A sign-in has at most ten streams: the oldest is closed with a comment and a `retry` of a minute.';

export const streamStore = endpoint('GET /api/sse/store', {
  tag,
  summary: 'The whole store’s live stream',
  description,
  for: staffRoles,
  query: StreamQuery,
  headers: StreamHeaders,
  produces: 'text/event-stream',
  answer: EventStream,
});

export const streamTable = endpoint('GET /api/sse/orders/:tableId', {
  tag,
  summary: 'The table’s own live stream',
  description,
  for: ['table'],
  query: StreamQuery,
  headers: StreamHeaders,
  produces: 'text/event-stream',
  answer: EventStream,
});
