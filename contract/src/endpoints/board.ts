import { Board } from '../board.ts';
import { endpoint } from '../endpoint.ts';
import { staffRoles } from '../vocabulary.ts';

export const readBoard = endpoint('GET /api/board', {
  tag: 'Board',
  summary: 'Every table with its open session, orders and calls, at one moment',
  for: staffRoles,
  answer: Board,
});
