import * as endpoints from '@soban/contract/endpoints';
import type { Store } from '@soban/contract/store';
import type { Api } from '@soban/web-shared/api';
import { LiveStream } from '@soban/web-shared/live-stream';
import { followMenu } from '@soban/web-shared/menu';
import { useStateOf } from '@soban/web-shared/use-state-of';
import type { QueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { meKey, type StaffMe } from '../session/session.tsx';
import { emptyFloor, eventTold, type FloorState, snapshotLoaded } from './floor-state.ts';
import { Glances, noteSeen } from './seen-orders.ts';

/** The restaurant's floor as this tab sees it: its state and the one live connection that keeps it true. */
export interface Floor {
  state: StoreApi<FloorState>;
  stream: LiveStream;
  glances: Glances;
}

export function createFloor(api: Api, queries: QueryClient): Floor {
  const state = createStore<FloorState>(() => emptyFloor);
  const menu = followMenu(queries);
  const glances = new Glances(api);
  const stream = new LiveStream({
    open: (opening) => api.open(endpoints.streamStore, opening),
    async load(signal) {
      const board = await api.call(endpoints.readBoard, { signal });
      noteSeen(board.seenOrderIds);
      state.setState((before) => snapshotLoaded(before, board));
      glances.tell();
      menu.snapshotLoaded();
      // After the board, so that no change lies between the two that neither they nor the stream tell of.
      takeStore(queries, await api.call(endpoints.readStore, { signal }));
      return board.lastEventId;
    },
    onEvent(event) {
      if (event.type === 'orders_seen') noteSeen(event.data.orderIds);
      state.setState((before) => eventTold(before, event));
      menu.eventTold(event);
      if (event.type === 'store_updated') takeStore(queries, event.data);
    },
  });
  return { state, stream, glances };
}

/** The store as the whole app knows it, with whoever is signed in; an answer on its way would be older. */
function takeStore(queries: QueryClient, store: Store): void {
  void queries.cancelQueries({ queryKey: meKey });
  queries.setQueryData<StaffMe>(meKey, (me) => me && { ...me, store });
}

export const FloorContext = createContext<Floor | null>(null);

export function useFloor(): Floor {
  const floor = useContext(FloorContext);
  if (!floor) throw new Error('a screen outside of the signed-in app asked for the floor');
  return floor;
}

export function useFloorState<Part>(select: (state: FloorState) => Part): Part {
  return useStateOf(useFloor().state, select);
}
