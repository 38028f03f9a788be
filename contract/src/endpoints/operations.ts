import { endpoint } from '../endpoint.ts';
import { Health } from '../health.ts';

const tag = 'Operations';

export const readHealth = endpoint('GET /health', {
  tag,
  summary: 'Alive; touches nothing',
  description: 'For whatever restarts a process that hangs.',
  for: [],
  answer: Health,
});

export const readReadiness = endpoint('GET /health/ready', {
  tag,
  summary: 'Can serve',
  description:
    'For whatever sends requests here: 503 while the server starts or stops, and while its database takes no orders.',
  for: [],
  answer: Health,
  refuses: ['unavailable'],
});
