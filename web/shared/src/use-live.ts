import { useSyncExternalStore } from 'react';
import type { LiveState, LiveStream } from './live-stream.ts';

/** The live connection's state as it changes. */
export function useLive(stream: LiveStream): LiveState {
  return useSyncExternalStore(stream.subscribe, stream.getState);
}
