import type { StaffCall } from '@soban/contract/calls';
import { expect, it } from 'vitest';
import { callsAfter } from './folds.ts';

const call: StaffCall = {
  id: 'call-1',
  tableId: 'table-5',
  tableNumber: 5,
  reason: 'water',
  note: null,
  createdAt: '2026-05-01T03:00:00Z',
  acknowledgedAt: null,
};

it('keeps each call once, from its creation until a person has seen it', () => {
  const created = { id: '7', type: 'call_created', data: call } as const;
  const open = callsAfter(callsAfter([], created), created);
  expect(open).toEqual([call]);
  const acknowledged = { ...call, acknowledgedAt: '2026-05-01T03:01:00Z' };
  expect(callsAfter(open, { id: '8', type: 'call_acknowledged', data: acknowledged })).toEqual([]);
});
