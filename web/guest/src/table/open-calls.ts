import type { PlaceCall, StaffCall } from '@soban/contract/calls';
import * as endpoints from '@soban/contract/endpoints';
import type { Api } from '@soban/web-shared/api';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { withCall } from '@soban/web-shared/folds';
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
