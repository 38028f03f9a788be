import { maxNoteLength } from '@soban/contract/vocabulary';
import { CartLineRow } from '@soban/web-shared/ordering/cart-line-row.tsx';
import {
  acceptPrice,
  type CartLine,
  changeNote,
  changeQuantity,
  type ReviewedCart,
  type ReviewedLine,
} from '@soban/web-shared/ordering/cart-lines';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Field } from '@soban/web-shared/ui/field.tsx';
import { Notice } from '@soban/web-shared/ui/notice.tsx';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { ClipboardList, MessageSquareText } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { changeDraft, draftFor, type OrderDraft } from '../../floor/order-drafts.ts';

export interface DraftLinesProps {
  tableId: string;
  draft: OrderDraft;
  cart: ReviewedCart;
  onChooseAgain: (line: CartLine) => void;
}

/** What has been chosen, each with a word to the kitchen if need be. */
export function DraftLines({ tableId, draft, cart, onChooseAgain }: DraftLinesProps): ReactNode {
  const t = useTranslations('ordering');
  const change = (lines: readonly CartLine[]): void => changeDraft(tableId, { lines });

  function remove({ line, name }: ReviewedLine): void {
    const before = draftFor(tableId).lines;
    change(changeQuantity(before, line.key, 0));
    showToast({
      message: t('removed', { name }),
      action: { label: t('undo'), run: () => changeDraft(tableId, { lines: before }) },
    });
  }

  if (cart.lines.length === 0) {
    return (
      <Notice icon={ClipboardList} title={t('empty')}>
        {t('emptyHint')}
      </Notice>
    );
  }
  return (
    <>
      <ul className="divide-y divide-line px-4">
        {cart.lines.map((reviewed) => (
          <CartLineRow
            key={reviewed.line.key}
            reviewed={reviewed}
            onChange={(quantity) => change(changeQuantity(draft.lines, reviewed.line.key, quantity))}
            onRemove={() => remove(reviewed)}
            onAcceptPrice={(portion) => change(acceptPrice(draft.lines, reviewed.line.key, portion))}
            onChooseAgain={() => {
              change(changeQuantity(draft.lines, reviewed.line.key, 0));
              onChooseAgain(reviewed.line);
            }}
          >
            <LineNote
              name={reviewed.name}
              note={reviewed.line.note ?? ''}
              onChange={(note) => change(changeNote(draft.lines, reviewed.line.key, note))}
            />
          </CartLineRow>
        ))}
      </ul>
      <Field
        className="border-line border-t p-4"
        label={t('note')}
        placeholder={t('noteHint')}
        maxLength={maxNoteLength}
        autoComplete="off"
        value={draft.note}
        onChange={(event) => changeDraft(tableId, { note: event.target.value })}
      />
    </>
  );
}

function LineNote(props: { name: string; note: string; onChange: (note: string) => void }): ReactNode {
  const { name, note, onChange } = props;
  const t = useTranslations('ordering');
  const [open, setOpen] = useState(note !== '');
  if (!open) {
    return (
      <Button
        look="quiet"
        icon={MessageSquareText}
        className="-ml-3 px-3 text-muted text-sm"
        aria-label={t('lineNoteOf', { name })}
        onClick={() => setOpen(true)}
      >
        {t('lineNote')}
      </Button>
    );
  }
  return (
    <input
      aria-label={t('lineNoteOf', { name })}
      placeholder={t('lineNoteHint')}
      maxLength={maxNoteLength}
      autoComplete="off"
      // It opens on request; writing is what the tap asked for.
      ref={(field) => {
        if (field && field.value === '' && note === '') field.focus();
      }}
      value={note}
      onChange={(event) => onChange(event.target.value)}
      className="mt-1 min-h-12 w-full rounded-card border border-edge bg-surface px-4 placeholder:text-muted"
    />
  );
}
