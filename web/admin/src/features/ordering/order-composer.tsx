import type { BoardTable } from '@soban/contract/board';
import type { MenuItem } from '@soban/contract/menu';
import { maxLines, maxNoteLength } from '@soban/contract/vocabulary';
import { addLine, limitsOf, newLine, type ReviewedCart, reviewCart } from '@soban/web-shared/ordering/cart-lines';
import { DishDetails } from '@soban/web-shared/ordering/dish-details.tsx';
import { useMoney } from '@soban/web-shared/store-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Field } from '@soban/web-shared/ui/field.tsx';
import { Notice } from '@soban/web-shared/ui/notice.tsx';
import { Sheet, type SheetProps } from '@soban/web-shared/ui/sheet.tsx';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { Unplug } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { changeDraft, draftFor, useOrderDraft } from '../../floor/order-drafts.ts';
import { Panel } from '../../floor/panel.tsx';
import { DishFinder } from './dish-finder.tsx';
import { DraftLines } from './draft-lines.tsx';
import { PlaceNotice } from './place-notice.tsx';
import { useMenuToOrder } from './use-menu-to-order.ts';
import { usePlace } from './use-place.ts';

export interface OrderComposerProps {
  table: BoardTable;
  onClose: () => void;
}

/** Puts an order together for a table and places it; what is chosen stays on this device until it is placed. */
export function OrderComposer({ table, onClose }: OrderComposerProps): ReactNode {
  const t = useTranslations('ordering');
  const { menu, dishes, otherNames } = useMenuToOrder();
  const draft = useOrderDraft(table.id);
  const cart = useMemo(() => reviewCart(draft.lines, dishes), [draft.lines, dishes]);
  const inDraft = useMemo(() => countsIn(cart), [cart]);
  const { state, place, sendAgain, giveUp } = usePlace(table, onClose);
  const [open, setOpen] = useState<MenuItem>();
  /** On a phone one of the two is in view. */
  const [view, setView] = useState<'menu' | 'lines'>('menu');
  const search = useRef<HTMLInputElement>(null);
  const isChoosing = state.step === 'choosing';
  const item = open && dishes?.get(open.id);

  useEffect(() => {
    // Where the focus calls up no keyboard that covers the menu.
    if (matchMedia('(pointer: fine)').matches) search.current?.focus();
  }, [menu.isSuccess]);

  function add(added: MenuItem, optionIds: readonly string[], quantity: number, note: string): void {
    const { lines } = draftFor(table.id);
    const next = addLine(lines, newLine(added, optionIds, quantity, note));
    if (next === lines) showToast({ message: t('full', { max: maxLines }), tone: 'danger' });
    changeDraft(table.id, { lines: next });
  }

  function pick(picked: MenuItem): void {
    if (picked.optionGroups.length > 0) setOpen(picked);
    else add(picked, [], limitsOf(picked, inDraft.get(picked.id) ?? 0).min, '');
  }

  const placing = { cart, canPlace: isChoosing && cart.lines.length > 0 && !cart.troubled && dishes !== undefined };
  return (
    <Panel
      title={t('title', { number: table.number })}
      onClose={onClose}
      className="sm:w-[min(96vw,76rem)]"
      footer={
        <PlaceBar
          {...placing}
          sending={state.step === 'sending'}
          view={view}
          onView={setView}
          onPlace={() => place(cart)}
        />
      }
    >
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the key is a shortcut; the button at the foot does the same */}
      <div
        className="flex min-h-full flex-col lg:h-full"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && placing.canPlace) place(cart);
        }}
      >
        <PlaceNotice state={state} onSendAgain={() => void sendAgain()} onGiveUp={giveUp} />
        <fieldset
          disabled={!isChoosing}
          className="min-w-0 flex-1 disabled:opacity-60 lg:grid lg:min-h-0 lg:grid-cols-[minmax(0,1fr)_24rem]"
        >
          <div className={`min-h-0 min-w-0 lg:grid lg:grid-cols-[minmax(0,1fr)] ${view === 'menu' ? '' : 'hidden'}`}>
            {menu.data && dishes ? (
              <DishFinder
                menu={menu.data}
                dishes={dishes}
                otherNames={otherNames}
                inDraft={inDraft}
                search={search}
                onPick={pick}
              />
            ) : menu.isError ? (
              <Notice
                icon={Unplug}
                title={t('noMenu')}
                action={<Button onClick={() => void menu.refetch()}>{t('again')}</Button>}
              />
            ) : (
              <div aria-hidden="true" className="m-4 h-64 animate-pulse rounded-card bg-sunken" />
            )}
          </div>
          <section
            aria-label={t('lines')}
            className={`lg:block lg:min-h-0 lg:overflow-y-auto lg:border-line lg:border-l ${view === 'lines' ? '' : 'hidden'}`}
          >
            <DraftLines
              tableId={table.id}
              draft={draft}
              cart={cart}
              onChooseAgain={(line) => setOpen(dishes?.get(line.menuItemId))}
            />
          </section>
        </fieldset>
      </div>
      {item && isChoosing ? (
        <Dish
          item={item}
          inDraft={inDraft.get(item.id) ?? 0}
          onAdd={(...chosen) => {
            add(item, ...chosen);
            setOpen(undefined);
          }}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
    </Panel>
  );
}

function DishSheet(props: Omit<SheetProps, 'closeLabel'>): ReactNode {
  const t = useTranslations('panel');
  return <Sheet closeLabel={t('close')} {...props} />;
}

function Dish(props: {
  item: MenuItem;
  inDraft: number;
  onAdd: (optionIds: readonly string[], quantity: number, note: string) => void;
  onClose: () => void;
}): ReactNode {
  const { item, inDraft, onAdd, onClose } = props;
  const t = useTranslations('ordering');
  const [note, setNote] = useState('');
  return (
    <DishDetails
      item={item}
      inCart={inDraft}
      sheet={DishSheet}
      onAdd={(optionIds, quantity) => onAdd(optionIds, quantity, note.trim())}
      onClose={onClose}
    >
      <Field
        className="px-5 pb-5"
        label={t('lineNote')}
        placeholder={t('lineNoteHint')}
        maxLength={maxNoteLength}
        autoComplete="off"
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </DishDetails>
  );
}

interface PlaceBarProps {
  cart: ReviewedCart;
  canPlace: boolean;
  sending: boolean;
  view: 'menu' | 'lines';
  onView: (view: 'menu' | 'lines') => void;
  onPlace: () => void;
}

/** What it comes to, and the one tap that places it. */
function PlaceBar({ cart, canPlace, sending, view, onView, onPlace }: PlaceBarProps): ReactNode {
  const t = useTranslations('ordering');
  const money = useMoney();
  return (
    <div className="flex flex-wrap items-center justify-end gap-3">
      <p role="status" className="mr-auto font-semibold text-pending text-sm">
        {cart.troubled ? t('resolveFirst') : null}
      </p>
      <Button className="lg:hidden" onClick={() => onView(view === 'menu' ? 'lines' : 'menu')}>
        {view === 'menu' ? t('showLines', { count: cart.quantity }) : t('showMenu')}
      </Button>
      <Button look="primary" size="large" className="flex-1 lg:max-w-96" disabled={!canPlace} onClick={onPlace}>
        {sending ? t('sending') : t('place', { amount: money(cart.total) })}
      </Button>
    </div>
  );
}

function countsIn(cart: ReviewedCart): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { line } of cart.lines) counts.set(line.menuItemId, (counts.get(line.menuItemId) ?? 0) + line.quantity);
  return counts;
}
