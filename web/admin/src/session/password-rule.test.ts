import { expect, it } from 'vitest';
import { passwordProblem } from './password-rule.ts';

it.each([
  ['1234567', 'short'],
  ['12345678', null],
  ['비밀번호여덟글자', null],
  ['🍚🍚🍚🍚', 'short'],
  ['가'.repeat(24), null],
  ['가'.repeat(25), 'long'],
] as const)('judges %s as the server does', (password, problem) => {
  expect(passwordProblem(password)).toBe(problem);
});
