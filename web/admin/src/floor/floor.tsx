import * as endpoints from '@soban/contract/endpoints';
import type { StoreEvent } from '@soban/contract/events';
import type { Api } from '@soban/web-shared/api';
import { LiveStream } from '@soban/web-shared/live-stream';
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { emptyFloor, eventTold, type FloorState, snapshotLoaded } from './floor-state.ts';

/** The restaurant's floor as this tab sees it: its state and the one live connection that keeps it true. */
export interface Floor {
  state: StoreApi<FloorState>;
  stream: LiveStream;
  /** Hears every event after it has been applied; the answer stops it. */
  onEvent: (listener: (event: StoreEvent) => void) => () => void;
}

export function createFloor(api: Api, onSignedOut: () => void): Floor {
  const state = createStore<FloorState>(() => emptyFloor);
  const listeners = new Set<(event: StoreEvent) => void>();
  const stream = new LiveStream({
    path: endpoints.streamStore.path,
    principal: 'staff',
    async load(signal) {
      const board = await api.call(endpoints.readBoard, { signal });
      state.setState((before) => snapshotLoaded(before, board));
      return board.lastEventId;
    },
    onEvent(event) {
      state.setState((before) => eventTold(before, event));
      for (const listener of listeners) listener(event);
    },
    onSignedOut,
  });
  return {
    state,
    stream,
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const FloorContext = createContext<Floor | null>(null);

export function useFloor(): Floor {
  const floor = useContext(FloorContext);
  if (!floor) throw new Error('a screen outside of the signed-in app asked for the floor');
  return floor;
}

export function useFloorState<Part>(select: (state: FloorState) => Part): Part {
  return useStore(useFloor().state, select);
}
