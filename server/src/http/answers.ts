import type { Endpoint } from '@soban/contract/endpoint';
import { Problem } from '@soban/contract/problem';
import { refusalsOf } from '@soban/contract/refusals';
import { problemStatus } from '@soban/contract/vocabulary';
import Type from 'typebox';

/** All that an endpoint may answer, by status, as Fastify takes it. */
export function answersOf(endpoint: Endpoint): Record<number, object> {
  const { status = 200, answer, produces, tagged } = endpoint;
  const success = produces ? { description: '', content: { [produces]: { schema: answer } } } : answer;
  const answers: Record<number, object> = { [status]: success };
  if (tagged) answers[304] = { type: 'null', description: 'Nothing has changed since.' };
  for (const [refused, codes] of Map.groupBy(refusalsOf(endpoint), (code) => problemStatus[code])) {
    answers[refused] = Type.Unsafe<Problem>({ ...Problem, description: codes.join(', ') });
  }
  return answers;
}
