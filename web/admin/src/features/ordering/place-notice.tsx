import type { Problem } from '@soban/contract/problem';
import { useMoney } from '@soban/web-shared/store-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Strip } from '@soban/web-shared/ui/notice.tsx';
import { RefreshCw, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { PlaceState } from './use-place.ts';

export interface PlaceNoticeProps {
  state: PlaceState;
  onSendAgain: () => void;
  onGiveUp: () => void;
}

/** Says what has become of the order, where it is not simply placed. */
export function PlaceNotice({ state, onSendAgain, onGiveUp }: PlaceNoticeProps): ReactNode {
  const t = useTranslations('ordering');
  const refusal = useRefusalWords();
  if (state.step === 'unanswered') {
    return (
      <div role="alert">
        <Strip
          icon={RefreshCw}
          tone="warning"
          action={
            <span className="flex flex-wrap gap-2 py-1">
              {state.again === 'never' ? null : <Button onClick={onSendAgain}>{t('sendAgain')}</Button>}
              <Button onClick={onGiveUp}>{t('giveUp')}</Button>
            </span>
          }
        >
          {t(`unanswered.${state.again}`)}
        </Strip>
      </div>
    );
  }
  if (state.step !== 'choosing' || !state.refused) return null;
  return (
    <div role="alert">
      <Strip icon={TriangleAlert} tone="danger">
        {refusal(state.refused)}
      </Strip>
    </div>
  );
}

function useRefusalWords(): (problem: Problem) => string {
  const t = useTranslations('ordering.refused');
  const money = useMoney();
  return ({ code, total, items = [] }) => {
    switch (code) {
      case 'price_changed':
        return total === undefined ? t('priceChanged') : t('priceChangedTotal', { total: money(total) });
      case 'sold_out':
        return t('soldOut', { names: [...new Set(items.map(({ name }) => name))].join(', ') });
      case 'option_required':
        return t('optionRequired');
      case 'not_found':
        return t('noTable');
      case 'forbidden':
        return t('forbidden');
      default:
        return t('other');
    }
  };
}
