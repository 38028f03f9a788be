import { endpoint } from '../endpoint.ts';
import { PatchStore, Store } from '../store.ts';
import { staffRoles } from '../vocabulary.ts';

const tag = 'Store';

export const readStore = endpoint('GET /api/store', {
  tag,
  summary: 'The store and its settings',
  description: 'Its time zone and `dayCutoff` say when a business day begins.',
  for: staffRoles,
  answer: Store,
});

export const changeStore = endpoint('PATCH /api/store', {
  tag,
  summary: 'Change settings',
  description: 'What is left out stays as it is. `lateAfterMinutes` has to be greater than `warnAfterMinutes`.',
  for: ['owner'],
  body: PatchStore,
  answer: Store,
});
