import type { Order } from '@soban/contract/orders';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Check } from 'lucide-react';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { usePairing } from '../../session/pairing.ts';
import { useVisit } from '../../table/visit-query.ts';

const secondsShown = 5;

/** The number, what happens next, and back to the menu by itself. */
export function OrderPlaced(props: { order: Order; onDone: () => void; onSeeOrders: () => void }): ReactNode {
  const { order, onDone, onSeeOrders } = props;
  const t = useTranslations('order');
  const session = useVisit().data?.session;
  // A phone may have opened the visit with this very order, and hear of that in a moment.
  const awaiting = usePairing(({ signIn }) => (session ? session.awaiting === true : Boolean(signIn?.phone)));
  const [seconds, setSeconds] = useState(secondsShown);
  const done = useEffectEvent(onDone);

  useEffect(() => {
    const timer = setInterval(() => setSeconds((left) => left - 1), 1000);
    return () => clearInterval(timer);
  }, []);

  useEffect(() => {
    if (seconds <= 0) done();
  }, [seconds]);

  return (
    <div className="flex flex-col items-center gap-3 px-6 pb-8 text-center">
      <span className="grid size-16 animate-rise place-items-center rounded-full bg-completed-soft text-completed">
        <Check aria-hidden="true" className="size-9" strokeWidth={2.5} />
      </span>
      <output>
        <p className="font-bold text-xl">{t('sent')}</p>
        <p className="mt-4 text-muted">{t('sentNumber')}</p>
        <p className="font-extrabold text-5xl text-accent tracking-tight">{order.number}</p>
      </output>
      <p className="mt-2 text-lg">{t(awaiting ? 'sentAwaiting' : 'sentNext')}</p>
      <p className="text-muted" aria-hidden="true">
        {t('backIn', { seconds: Math.max(0, seconds) })}
      </p>
      <div className="mt-4 grid w-full max-w-sm grid-cols-1 gap-2 sm:grid-cols-2">
        <Button onClick={onSeeOrders}>{t('seeOrders')}</Button>
        <Button look="primary" onClick={onDone}>
          {t('backToMenu')}
        </Button>
      </div>
    </div>
  );
}
