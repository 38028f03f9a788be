import type { StaffCall } from '@soban/contract/calls';
import * as endpoints from '@soban/contract/endpoints';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { useFailureText } from '../session/failure.ts';
import { useFloor } from './floor.tsx';
import { callReturned, callTaken } from './floor-state.ts';

/** Acknowledges a guest's call: off the board at once, back on it when the server could not be told. */
export function useTakeCall(): (call: StaffCall) => void {
  const api = useApi();
  const { state } = useFloor();
  const failureText = useFailureText();
  const t = useTranslations('calls');

  return useCallback(
    (call) => {
      state.setState((before) => callTaken(before, call.id));
      api.call(endpoints.acknowledgeCall, { params: { id: call.id } }).catch((error: unknown) => {
        state.setState((before) => callReturned(before, call.id));
        const why = failureText(error);
        if (why) showToast({ message: t('refused', { table: call.tableNumber, why }), tone: 'danger' });
      });
    },
    [api, state, failureText, t],
  );
}
