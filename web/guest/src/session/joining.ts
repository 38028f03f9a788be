import * as endpoints from '@soban/contract/endpoints';
import type { ProblemCode } from '@soban/contract/vocabulary';
import { type Api, ApiError } from '@soban/web-shared/api';
import { isObject, keep, readKept } from '@soban/web-shared/kept';
import { create } from 'zustand';
import { usePairing } from './pairing.ts';

/** What stands between a phone and the menu; `thanks`: its visit is over. */
export const joinSteps = ['joining', 'code', 'wrong_code', 'dead', 'busy', 'unreachable', 'thanks'] as const;
export type JoinStep = (typeof joinSteps)[number];

interface JoiningState {
  /** What the table's QR code said, for as long as the phone is its guest. */
  token: string | null;
  /** Null: nothing, or this is no phone that has scanned anything. */
  step: JoinStep | null;
}

const key = 'soban.joining';

function keptState(): JoiningState {
  const kept = readKept(key);
  if (!isObject(kept)) return { token: null, step: null };
  const { token, step } = kept;
  return {
    token: typeof token === 'string' ? token : null,
    step: joinSteps.find((known) => known === step) ?? null,
  };
}

export const useJoining = create<JoiningState>(keptState);
useJoining.subscribe((state) => keep(key, state));

/** Takes the token out of the address, so that it is in no history and in nobody's photograph of the screen. */
export function takeJoinToken(): boolean {
  const token = /^#join=([\w-]{16,64})$/.exec(location.hash)?.[1];
  if (token === undefined) return false;
  history.replaceState(null, '', '/');
  useJoining.setState({ token, step: 'joining' });
  return true;
}

const stepsAfter: Partial<Record<ProblemCode, JoinStep>> = {
  unauthenticated: 'dead',
  validation_failed: 'dead',
  rate_limited: 'busy',
};

function stepAfter(error: unknown, code: string | undefined): JoinStep | null {
  const why = error instanceof ApiError ? error.problem.code : undefined;
  if (why === 'code_required') return code === undefined ? 'code' : 'wrong_code';
  const step = (why && stepsAfter[why]) ?? 'unreachable';
  // Whoever is in already loses nothing by a moment without a server.
  return step !== 'dead' && usePairing.getState().signIn ? null : step;
}

/** Joins the table whose code was scanned, at first and again when others have begun the visit that the phone waited for. */
export async function join(api: Api, code?: string): Promise<void> {
  const { token } = useJoining.getState();
  if (token === null) return;
  useJoining.setState({ step: 'joining' });
  try {
    const body = { joinToken: token, ...(code !== undefined && { code }) };
    const answer = await api.call(endpoints.joinTable, { body });
    usePairing.getState().signedIn(answer, { visitId: answer.session?.id ?? null });
    useJoining.setState({ step: null });
  } catch (error) {
    useJoining.setState({ step: stepAfter(error, code) });
  }
}

/** The sign-in has ended: of a tablet, of a phone whose visit is over, or of one that waited where others sit now. */
export function signedOut(api: Api): void {
  const { signIn, signedOut: forget } = usePairing.getState();
  const isOver = signIn?.phone && signIn.phone.visitId !== null;
  // What the phone had of its visit goes before the sign-in does: whose it was is known until then.
  if (isOver) useJoining.setState({ token: null, step: 'thanks' });
  forget();
  if (signIn?.phone && !isOver) void join(api);
}
