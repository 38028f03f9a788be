import { randomInt } from 'node:crypto';
import { passwordMaxBytes, passwordMinLength } from '@soban/contract/vocabulary';
import bcrypt from 'bcrypt';
import { Refusal } from '../../refusal.ts';

export interface Passwords {
  hash(password: string): Promise<string>;
}

/** bcrypt at the given cost, for a command or a start, which keep nobody waiting. */
export function bcryptPasswords(cost: number): Passwords {
  return { hash: (password) => bcrypt.hash(password, cost) };
}

/** bcrypt ignores what comes after 72 bytes; to cut silently would let half a password in, so a longer one is refused. */
export function requireFits(password: string): void {
  if (Buffer.byteLength(password) <= passwordMaxBytes) return;
  throw invalid(`A password may be ${passwordMaxBytes} bytes long at most (about 24 Korean letters).`);
}

/** The rule for a new password. */
export function requireGood(password: string): void {
  requireFits(password);
  if ([...password].length >= passwordMinLength) return;
  throw invalid(`A password needs at least ${passwordMinLength} characters.`);
}

/** A password to begin with, easy to type on a tablet: no letters that look like others. */
export function madeUpPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  return Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join('');
}

function invalid(message: string): Refusal {
  return new Refusal('validation_failed', message, { errors: [{ path: '/password', message }] });
}
