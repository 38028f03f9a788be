import { endpoint } from '../endpoint.ts';
import { Health } from '../health.ts';

const tag = 'Operations';

export const readHealth = endpoint('GET /health', {
  tag,
  summary: 'Alive; touches nothing',
  for: [],
  answer: Health,
});

export const readReadiness = endpoint('GET /health/ready', {
  tag,
  summary: 'Can serve',
  for: [],
  answer: Health,
  refuses: ['unavailable'],
});
