import type { LiveState, LiveStream } from './live-stream.ts';
import { useStateOf } from './use-state-of.ts';

/** The live connection's state as it changes. */
export function useLive(stream: LiveStream): LiveState {
  return useStateOf(stream.state);
}
