import { endpoint } from '../endpoint.ts';
import { PatchStore, PauseOrders, ResumeQuery, Store } from '../store.ts';
import { floorRoles, staffRoles } from '../vocabulary.ts';

const tag = 'Store';

export const readStore = endpoint('GET /api/store', {
  tag,
  summary: 'The store and its settings',
  description:
    'Its time zone and `dayCutoff` say when a business day begins; `openings` and `pauses`, when guests may order.',
  for: staffRoles,
  answer: Store,
});

export const changeStore = endpoint('PATCH /api/store', {
  tag,
  summary: 'Change settings',
  description:
    'What is left out stays as it is. `lateAfterMinutes` has to be greater than `warnAfterMinutes`. Of `hours`, a last order is after the opening and not after the close, no day ends the moment it begins, and none begins before the last one is over.',
  for: ['owner'],
  body: PatchStore,
  answer: Store,
});

export const pauseOrders = endpoint('POST /api/store/pause', {
  tag,
  summary: 'Take no orders from guests for so many minutes, or until somebody says so',
  description:
    'Of everything, or of one category. It holds from the answer on, and takes the place of an earlier pause of the same. It is about guests’ own orders alone.',
  for: floorRoles,
  body: PauseOrders,
  answer: Store,
  refuses: ['not_found'],
});

export const resumeOrders = endpoint('DELETE /api/store/pause', {
  tag,
  summary: 'Take orders from guests again',
  description: 'Ends the pause of everything, or of `categoryId`; other pauses go on.',
  for: floorRoles,
  query: ResumeQuery,
  answer: Store,
  refuses: ['not_found'],
});
