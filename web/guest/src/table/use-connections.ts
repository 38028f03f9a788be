import type { Table } from '@soban/contract/tables';
import { useApi } from '@soban/web-shared/api-context.tsx';
import type { LiveStream } from '@soban/web-shared/live-stream';
import { refreshMenu } from '@soban/web-shared/menu';
import { useAskWhenBack } from '@soban/web-shared/release/renewal-context.tsx';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { useLive } from '@soban/web-shared/use-live';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { signedOut } from '../session/joining.ts';
import { renew, useKeepSignedIn } from '../session/keep-signed-in.ts';
import { usePairing } from '../session/pairing.ts';
import { useOutbox, useOutboxState } from './outbox-context.tsx';
import { useLiveTable } from './use-live-table.ts';
import { useVisitEnd } from './use-visit-end.ts';
import { useVisit } from './visit-query.ts';

/** The live connection, the sign-in and the order outbox of a signed-in table. */
export function useConnections(table: Table): LiveStream {
  const t = useTranslations();
  const queries = useQueryClient();
  const outbox = useOutbox();
  const endVisit = useVisitEnd();
  const api = useApi();
  const visitId = useVisit().data?.session?.id;
  useEffect(() => {
    if (visitId !== undefined) usePairing.getState().visitSeen(visitId);
  }, [visitId]);
  useKeepSignedIn();
  const stream = useLiveTable(table.id, {
    onOrderChanged: ({ number, status }) =>
      showToast({ message: t('visit.statusChanged', { number, status: t(`status.${status}`) }) }),
    onVisitEnded: (movedTo) => {
      if (!usePairing.getState().signIn?.phone) endVisit(movedTo);
      else if (movedTo === undefined) signedOut(api);
      else void renew(api);
    },
    onElsewhere: () => void renew(api),
    onCallAcknowledged: ({ reason }) => showToast({ message: t('call.acknowledged', { reason: t(`call.${reason}`) }) }),
    onTableChanged: (changed) => usePairing.getState().tableChanged(changed),
    onStoreChanged: (store) => usePairing.getState().storeChanged(store),
  });
  useAskWhenBack(stream);
  const { status } = useLive(stream);

  useEffect(() => {
    outbox.resume(table.id);
    return () => outbox.pause();
  }, [outbox, table.id]);

  useEffect(() => {
    if (status === 'live') outbox.nudge();
  }, [outbox, status]);

  // A refused order means this screen was out of date: the fresh menu marks the lines it was refused for.
  const refused = useOutboxState().step === 'refused';
  useEffect(() => {
    if (refused) refreshMenu(queries);
  }, [queries, refused]);
  return stream;
}
