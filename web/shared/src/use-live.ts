import { useStore } from 'zustand';
import type { LiveState, LiveStream } from './live-stream.ts';

/** The live connection's state as it changes. */
export function useLive(stream: LiveStream): LiveState {
  return useStore(stream.state);
}
