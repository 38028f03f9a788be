import type { BoardTable } from '@soban/contract/board';
import * as endpoints from '@soban/contract/endpoints';
import type { Order } from '@soban/contract/orders';
import type { SessionSummary } from '@soban/contract/tables';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { useMoney } from '@soban/web-shared/store-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Sheet } from '@soban/web-shared/ui/sheet.tsx';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFloorState } from '../../floor/floor.tsx';
import { useFailureText } from '../../session/failure.ts';

/** What is carried to another table: the party, or one of its orders. */
export type Carry = { kind: 'move' } | { kind: 'merge' } | { kind: 'transfer'; order: Order };

export interface PlaceDialogProps {
  table: BoardTable;
  session: SessionSummary;
  carry: Carry;
  onClose: () => void;
  /** The table where it is by now. */
  onDone: () => void;
}

/** Where to: the tables that can take it, with who sits there. */
export function PlaceDialog({ table, session, carry, onClose, onDone }: PlaceDialogProps): ReactNode {
  const t = useTranslations('places');
  const tables = useFloorState((floor) => floor.tables);
  const failureText = useFailureText();
  const run = useCarry();
  const [chosenId, setChosenId] = useState<string>();
  const places = tables.filter(
    (place) => place.id !== table.id && (place.session === null) === (carry.kind === 'move'),
  );
  const chosen = places.find(({ id }) => id === chosenId);
  const move = useMutation({
    mutationFn: (to: BoardTable) => run(carry, { from: table, session, to }),
    onSuccess: onDone,
  });
  const failure = move.error ? failureText(move.error) : null;
  const what = carry.kind === 'transfer' ? carry.order.number : String(table.number);
  return (
    <Sheet
      title={t(`${carry.kind}.title`, { what })}
      closeLabel={t('keep')}
      onClose={onClose}
      footer={
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>{t('keep')}</Button>
          <Button look="primary" disabled={!chosen || move.isPending} onClick={() => chosen && move.mutate(chosen)}>
            {chosen ? t(`${carry.kind}.confirm`, { table: chosen.number }) : t('choose')}
          </Button>
        </div>
      }
    >
      <div className="flex flex-col gap-4 p-5">
        <p className="text-muted">{t(`${carry.kind}.explain`)}</p>
        {places.length === 0 ? <p className="font-semibold">{t(`${carry.kind}.none`)}</p> : null}
        <Places places={places} chosenId={chosenId} legend={t('choose')} onChoose={setChosenId} />
        {failure ? (
          <p role="alert" className="font-semibold text-danger">
            {failure}
          </p>
        ) : null}
      </div>
    </Sheet>
  );
}

interface Way {
  from: BoardTable;
  session: SessionSummary;
  to: BoardTable;
}

/** Does it, and offers the way back where there is one. */
function useCarry(): (carry: Carry, way: Way) => Promise<void> {
  const api = useApi();
  const t = useTranslations('places');
  const failureText = useFailureText();
  const there = { move: endpoints.moveSession, merge: endpoints.mergeSession };

  function offerUndo(message: string, table: number, back: () => Promise<unknown>): void {
    const run = (): void => {
      back().catch((error: unknown) => {
        const why = failureText(error);
        if (why) showToast({ message: t('refused', { table, why }), tone: 'danger' });
      });
    };
    showToast({ message, action: { label: t('undo'), run } });
  }

  return async (carry, { from, session, to }) => {
    const params = { id: session.id };
    switch (carry.kind) {
      case 'move':
        await api.call(there.move, { params, body: { tableId: to.id } });
        offerUndo(t('move.done', { what: String(from.number), table: to.number }), from.number, () =>
          api.call(there.move, { params, body: { tableId: from.id } }),
        );
        return;
      case 'merge':
        await api.call(there.merge, { params, body: { into: to.session?.id ?? '' } });
        showToast({ message: t('merge.done', { what: String(from.number), table: to.number }) });
        return;
      case 'transfer': {
        const transfer = (sessionId: string): Promise<Order> =>
          api.call(endpoints.transferOrder, { params: { id: carry.order.id }, body: { sessionId } });
        await transfer(to.session?.id ?? '');
        offerUndo(t('transfer.done', { what: carry.order.number, table: to.number }), from.number, () =>
          transfer(session.id),
        );
      }
    }
  };
}

function Places(props: {
  places: readonly BoardTable[];
  chosenId: string | undefined;
  legend: string;
  onChoose: (id: string) => void;
}): ReactNode {
  const t = useTranslations('places');
  const words = useTranslations('table');
  const money = useMoney();
  const name = useId();
  return (
    <fieldset>
      <legend className="sr-only">{props.legend}</legend>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-2">
        {props.places.map((place) => (
          <label
            key={place.id}
            className="flex min-h-16 cursor-pointer flex-col items-center justify-center rounded-card border border-edge/50 px-2 py-2 text-center has-checked:border-2 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-3 has-focus-visible:outline-(--focus)"
          >
            <input
              type="radio"
              name={name}
              checked={props.chosenId === place.id}
              onChange={() => props.onChoose(place.id)}
              aria-label={t('table', { table: place.number })}
              className="sr-only"
            />
            <span className="font-extrabold text-2xl leading-tight">{place.number}</span>
            {place.name === '' ? null : <span className="max-w-full truncate text-muted text-xs">{place.name}</span>}
            {place.session ? (
              <span className="text-muted text-xs">
                {place.session.partySize === null ? '' : `${words('people', { count: place.session.partySize })} · `}
                {money(place.session.total)}
              </span>
            ) : null}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
