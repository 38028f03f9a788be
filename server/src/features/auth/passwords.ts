import { randomInt } from 'node:crypto';
import { passwordMaxBytes, passwordMinLength } from '@soban/contract/vocabulary';
import bcrypt from 'bcrypt';
import { Refusal } from '../../refusal.ts';

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes the same time whether or not there is a hash to compare with, so that time tells nobody which accounts exist. */
  matches(password: string, hash: string | undefined): Promise<boolean>;
}

/** bcrypt at the given cost. */
export function bcryptPasswords(cost: number): Passwords {
  const nobodys = bcrypt.hash('the password of nobody', cost);
  return {
    hash: (password) => bcrypt.hash(password, cost),
    matches: async (password, hash) => {
      const same = await bcrypt.compare(password, hash ?? (await nobodys));
      return same && hash !== undefined;
    },
  };
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
