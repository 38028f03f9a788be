import * as endpoints from '@soban/contract/endpoints';
import type { Order, OrderLine } from '@soban/contract/orders';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useFailureText } from '../session/failure.ts';

/** Ticks a line that is done, and takes the tick back; it shows once the server has told everybody. */
export function useTickLine(order: Order): { tick: (line: OrderLine) => void; ticking: string | undefined } {
  const api = useApi();
  const failureText = useFailureText();
  const t = useTranslations('moves');
  const { mutate, isPending, variables } = useMutation({
    mutationFn: ({ id, status }: OrderLine) =>
      api.call(endpoints.changeLine, {
        params: { id: order.id, lineId: id },
        body: { status: status === 'completed' ? 'preparing' : 'completed', from: status },
      }),
    onError(error, line) {
      const why = failureText(error);
      if (why) showToast({ message: t('refused', { number: line.name, why }), tone: 'danger' });
    },
  });
  return { tick: (line) => (isPending ? undefined : mutate(line)), ticking: isPending ? variables.id : undefined };
}
