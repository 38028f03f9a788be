import { passwordMaxBytes, passwordMinLength } from '@soban/contract/vocabulary';

/** Why the server would refuse this as a new password, or null. */
export function passwordProblem(password: string): 'short' | 'long' | null {
  if ([...password].length < passwordMinLength) return 'short';
  return new TextEncoder().encode(password).length > passwordMaxBytes ? 'long' : null;
}
