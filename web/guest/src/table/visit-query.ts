import * as endpoints from '@soban/contract/endpoints';
import type { OrderPage } from '@soban/contract/orders';
import type { Api } from '@soban/web-shared/api';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Visit, visitOf, withOlder } from './visit.ts';

export const visitKey = ['visit'] as const;
const pageSize = 20;

export function fetchOrders(api: Api, cursor?: string, signal?: AbortSignal): Promise<OrderPage> {
  return api.call(endpoints.listOrders, { query: { limit: pageSize, cursor }, ...(signal && { signal }) });
}

/** The running visit; the live connection puts it there and keeps it true, so nothing here fetches by itself. */
export function useVisit(): UseQueryResult<Visit> {
  const api = useApi();
  return useQuery({
    queryKey: visitKey,
    queryFn: async ({ signal }) => visitOf(await fetchOrders(api, undefined, signal)),
    enabled: false,
  });
}

/** Fetches the page before the oldest order shown. */
export function useOlderOrders(): { loading: boolean; failed: boolean; load: (cursor: string) => void } {
  const api = useApi();
  const queries = useQueryClient();
  const { mutate, isPending, isError } = useMutation({
    mutationFn: (cursor: string) => fetchOrders(api, cursor),
    onSuccess: (page) => queries.setQueryData<Visit>(visitKey, (visit) => (visit ? withOlder(visit, page) : visit)),
  });
  return { loading: isPending, failed: isError, load: mutate };
}
