import { Board } from '../board.ts';
import { endpoint } from '../endpoint.ts';
import { staffRoles } from '../vocabulary.ts';

export const readBoard = endpoint('GET /api/board', {
  tag: 'Board',
  summary: 'Every table with its open session, orders and calls, at one moment',
  description: 'Go on from `lastEventId` with the store’s stream: it tells everything that happens after this moment.',
  for: staffRoles,
  answer: Board,
});
