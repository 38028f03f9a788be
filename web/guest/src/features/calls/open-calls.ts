import type { PlaceCall, StaffCall } from '@soban/contract/calls';
import * as endpoints from '@soban/contract/endpoints';
import type { StoreEvent } from '@soban/contract/events';
import type { Api } from '@soban/web-shared/api';
import { useApi } from '@soban/web-shared/api-context.tsx';
import {
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';

export const callsKey = ['calls'] as const;

export async function fetchOpenCalls(api: Api, signal?: AbortSignal): Promise<readonly StaffCall[]> {
  return (await api.call(endpoints.listCalls, signal && { signal })).items;
}

/** The table's calls that nobody has acknowledged yet; the live connection keeps them true. */
export function useOpenCalls(): UseQueryResult<readonly StaffCall[]> {
  const api = useApi();
  return useQuery({ queryKey: callsKey, queryFn: ({ signal }) => fetchOpenCalls(api, signal), enabled: false });
}

/** What an event makes of the open calls; the same event twice makes no difference. */
export function callsAfter(calls: readonly StaffCall[], event: StoreEvent): readonly StaffCall[] {
  if (event.type === 'call_acknowledged') return calls.filter(({ id }) => id !== event.data.id);
  return event.type === 'call_created' ? withCall(calls, event.data) : calls;
}

function withCall(calls: readonly StaffCall[], call: StaffCall): readonly StaffCall[] {
  return [...calls.filter(({ id }) => id !== call.id), call];
}

export function usePlaceCall(): UseMutationResult<StaffCall, Error, PlaceCall> {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (call: PlaceCall) => api.call(endpoints.placeCall, { body: call }),
    onSuccess: (call) => {
      if (call.acknowledgedAt !== null) return;
      queries.setQueryData<readonly StaffCall[]>(callsKey, (calls) => withCall(calls ?? [], call));
    },
  });
}
