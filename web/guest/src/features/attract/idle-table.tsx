import type { Menu } from '@soban/contract/menu';
import type { Table } from '@soban/contract/tables';
import type { ReviewedCart } from '@soban/web-shared/ordering/cart-lines';
import { lazyPart } from '@soban/web-shared/release/lazy-part';
import { useStore } from '@soban/web-shared/store-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Notice } from '@soban/web-shared/ui/notice.tsx';
import { useWakeLock } from '@soban/web-shared/use-wake-lock';
import { ShoppingBasket } from 'lucide-react';
import { type ReactNode, Suspense, useEffect, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useLanguageChoice } from '../../device/language.ts';
import { useCart } from '../../table/cart.ts';
import { useOutboxState } from '../../table/outbox-context.tsx';
import type { Visit } from '../../table/visit.ts';
import { GuestSheet } from '../../ui/guest-sheet.tsx';
import type { Sheets } from '../../ui/use-sheets.ts';
import { useIdle, useIsTableScreen } from './use-idle.ts';

const AttractScreen = lazyPart(async () => (await import('./attract-screen.tsx')).AttractScreen, NothingToAttract);

const untilIdle = 3 * 60_000;
const untilGone = 60_000;
const mostPictures = 8;

export interface IdleTableProps {
  table: Table;
  menu: Menu | undefined;
  cart: ReviewedCart;
  visit: Visit | undefined;
  sheets: Sheets;
  /** Puts the menu back to how the next guest expects it. */
  onLeave: () => void;
}

/** What a table does when nobody touches it: it asks about a cart left behind, then goes back to inviting. */
export function IdleTable(props: IdleTableProps): ReactNode {
  const { table, menu, cart, visit, sheets, onLeave } = props;
  const t = useTranslations();
  const store = useStore();
  const [mode, setMode] = useState<'busy' | 'asking' | 'attracting'>('busy');
  const tableScreen = useIsTableScreen();
  const orderUnderWay = useOutboxState().step !== 'idle';
  const pictures = useMemo(() => picturesOf(menu), [menu]);
  useWakeLock(tableScreen);

  function attract(): void {
    // With a visit open it is the same party; without one, whoever filled the cart has left.
    if (!visit?.session) {
      useCart.getState().clear();
      useLanguageChoice.getState().reset();
    }
    sheets.close();
    onLeave();
    setMode('attracting');
  }

  useIdle(untilIdle, () => {
    if (!tableScreen || orderUnderWay || mode !== 'busy') return;
    if (cart.lines.length > 0) setMode('asking');
    else attract();
  });
  useIdle(untilIdle + untilGone, () => {
    if (mode === 'asking') attract();
  });

  if (mode === 'attracting') {
    return (
      <Suspense>
        <AttractScreen
          storeName={store.name}
          tableName={table.name === '' ? t('app.tableNumber', { number: String(table.number) }) : table.name}
          pictures={pictures}
          cartQuantity={cart.quantity}
          onTouch={() => setMode('busy')}
        />
      </Suspense>
    );
  }
  if (mode === 'asking') {
    const goOn = (): void => setMode('busy');
    return (
      <GuestSheet bare title={t('attract.stillThere')} onClose={goOn}>
        <Notice
          className="pt-2!"
          icon={ShoppingBasket}
          title={t('attract.stillThere')}
          action={
            <div className="mt-2 flex flex-wrap justify-center gap-2">
              <Button
                onClick={() => {
                  useCart.getState().clear();
                  goOn();
                }}
              >
                {t('attract.clear')}
              </Button>
              <Button look="primary" onClick={goOn}>
                {t('attract.continue')}
              </Button>
            </div>
          }
        >
          {t('attract.stillThereHint')}
        </Notice>
      </GuestSheet>
    );
  }
  return null;
}

/** Then the menu itself stays on screen, and the next idle time counts from now. */
function NothingToAttract({ onTouch }: { onTouch: () => void }): ReactNode {
  useEffect(onTouch);
  return null;
}

function picturesOf(menu: Menu | undefined): string[] {
  const all = menu?.categories.flatMap(({ items }) => items) ?? [];
  return all.flatMap(({ imageUrl, soldOut }) => (imageUrl && !soldOut ? [imageUrl] : [])).slice(0, mostPictures);
}
