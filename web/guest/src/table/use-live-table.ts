import type { StaffCall } from '@soban/contract/calls';
import * as endpoints from '@soban/contract/endpoints';
import type { StoreEvent } from '@soban/contract/events';
import type { Order } from '@soban/contract/orders';
import type { Store } from '@soban/contract/store';
import type { Table } from '@soban/contract/tables';
import type { Api } from '@soban/web-shared/api';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { callsAfter } from '@soban/web-shared/folds';
import { LiveStream } from '@soban/web-shared/live-stream';
import { fetchMe } from '@soban/web-shared/me';
import { followMenu } from '@soban/web-shared/menu';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { callsKey, fetchOpenCalls } from './open-calls.ts';
import { afterEvent, noVisit, type Visit, visitOf } from './visit.ts';
import { fetchOrders, visitKey } from './visit-query.ts';

/** What the screen does about events besides showing what they changed. */
export interface TableEvents {
  onOrderChanged(order: Order): void;
  /** `movedTo`: the number of the table where it goes on. */
  onVisitEnded(movedTo: number | undefined): void;
  /** The phone's party sits at another table by now. */
  onElsewhere(): void;
  onCallAcknowledged(call: StaffCall): void;
  onTableChanged(table: Table): void;
  onStoreChanged(store: Store): void;
}

/** The table's one live connection, feeding the caches that the screens read. */
export function useLiveTable(tableId: string, events: TableEvents): LiveStream {
  const api = useApi();
  const queries = useQueryClient();
  const [stream] = useState(() => new TableStream(tableId, api, queries));
  useEffect(() => {
    stream.events = events;
  });
  useEffect(() => stream.live.start(), [stream]);
  return stream.live;
}

/** The stream with whoever listens to it now: the screen's callbacks change with every render, the connection does not. */
class TableStream {
  readonly live: LiveStream;
  events: TableEvents | undefined;

  constructor(tableId: string, api: Api, queries: QueryClient) {
    const menu = followMenu(queries);
    this.live = new LiveStream({
      open: async (opening) => {
        const response = await api.open(endpoints.streamTable, { params: { tableId }, ...opening });
        if (response.status === 404) this.events?.onElsewhere();
        return response;
      },
      load: async (signal) => {
        const lastEventId = await loadSnapshot(api, queries, signal);
        menu.snapshotLoaded();
        // After the orders, so that no change lies between the two that neither they nor the stream tell of.
        const me = await fetchMe('table', api, signal);
        if (me) this.events?.onStoreChanged(me.store);
        return lastEventId;
      },
      onEvent: (event) => {
        menu.eventTold(event);
        const before = queries.getQueryData<Visit>(visitKey);
        applyEvent(queries, event);
        if (this.events) announce(this.events, event, before);
      },
    });
  }
}

/** The visit and the calls. */
async function loadSnapshot(api: Api, queries: QueryClient, signal: AbortSignal): Promise<string> {
  const [orders, calls] = await Promise.all([fetchOrders(api, undefined, signal), fetchOpenCalls(api, signal)]);
  signal.throwIfAborted();
  queries.setQueryData<Visit>(visitKey, visitOf(orders));
  queries.setQueryData(callsKey, calls);
  return orders.lastEventId;
}

function applyEvent(queries: QueryClient, event: StoreEvent): void {
  queries.setQueryData<Visit>(visitKey, (visit) => afterEvent(visit ?? noVisit, event));
  queries.setQueryData<readonly StaffCall[]>(callsKey, (calls) => callsAfter(calls ?? [], event));
}

function announce(events: TableEvents, event: StoreEvent, before: Visit | undefined): void {
  switch (event.type) {
    case 'order_updated':
    case 'order_deleted': {
      // What comes with its party from another table, or goes to one, has not changed.
      const known = before?.items.find(({ id }) => id === event.data.id);
      if (known && known.status !== event.data.status) events.onOrderChanged(event.data);
      break;
    }
    case 'session_ended':
      events.onVisitEnded(event.data.movedTo?.tableNumber);
      break;
    case 'call_acknowledged':
      if (event.data.acknowledgedAt !== null) events.onCallAcknowledged(event.data);
      break;
    case 'table_updated':
      events.onTableChanged(event.data);
      break;
    case 'store_updated':
      events.onStoreChanged(event.data);
      break;
    case 'orders_seen':
    case 'order_created':
    case 'session_started':
    case 'session_updated':
    case 'menu_updated':
    case 'call_created':
      break;
  }
}
