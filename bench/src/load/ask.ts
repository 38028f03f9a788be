import type { AnswerOf, Endpoint, InputArguments } from '@soban/contract/endpoint';
import { requestTo } from '@soban/contract/request';

/** Calls an endpoint of the product, which is to do as it is asked. */
export async function ask<E extends Endpoint>(
  port: number,
  token: string,
  endpoint: E,
  ...[input]: InputArguments<E>
): Promise<{ answer: AnswerOf<E>; headers: Headers }> {
  const { method, path, headers, body } = requestTo(endpoint, input);
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { ...headers, ...(token === '' ? {} : { authorization: `Bearer ${token}` }) },
    ...(body === undefined ? {} : { body }),
  });
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`);
  return { answer: (await response.json()) as AnswerOf<E>, headers: response.headers };
}
