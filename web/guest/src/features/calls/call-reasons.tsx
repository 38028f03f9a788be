import type { StaffCall } from '@soban/contract/calls';
import { type CallReason, callReasons, maxNoteLength, type ProblemCode } from '@soban/contract/vocabulary';
import { ApiError } from '@soban/web-shared/api';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Field } from '@soban/web-shared/ui/field.tsx';
import { Check, Ellipsis, GlassWater, Hand, Layers, type LucideIcon, ReceiptText, Utensils } from 'lucide-react';
import { type ReactNode, type SubmitEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useOpenCalls, usePlaceCall } from '../../table/open-calls.ts';

const icons: Readonly<Record<CallReason, LucideIcon>> = {
  water: GlassWater,
  napkins: Layers,
  cutlery: Utensils,
  bill: ReceiptText,
  help: Hand,
  other: Ellipsis,
};

/** One tap calls; a reason already called shows that it is on its way instead of being called again. */
export function CallReasons(): ReactNode {
  const t = useTranslations('call');
  const calls = useOpenCalls().data ?? [];
  const { problem, call } = useCall();
  const [writing, setWriting] = useState(false);

  return (
    <div className="flex flex-col gap-4 p-5">
      <p className="text-lg">{t('lead')}</p>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,8rem),1fr))] gap-3 sm:grid-cols-3">
        {callReasons.map((reason) => (
          <li key={reason} className="grid">
            <ReasonButton
              reason={reason}
              open={calls.find((known) => known.reason === reason)}
              expanded={reason === 'other' ? writing : undefined}
              onCall={() => (reason === 'other' ? setWriting(!writing) : call(reason))}
            />
          </li>
        ))}
      </ul>
      {writing && !calls.some(({ reason }) => reason === 'other') ? (
        <OwnWords
          onSend={(note) => {
            call('other', note);
            setWriting(false);
          }}
        />
      ) : null}
      <p role="alert" className="text-danger empty:hidden">
        {problem}
      </p>
    </div>
  );
}

interface ReasonButtonProps {
  reason: CallReason;
  open: StaffCall | undefined;
  expanded: boolean | undefined;
  onCall: () => void;
}

function ReasonButton({ reason, open, expanded, onCall }: ReasonButtonProps): ReactNode {
  const t = useTranslations('call');
  const Icon = open ? Check : icons[reason];
  return (
    <button
      type="button"
      aria-disabled={open !== undefined}
      aria-expanded={expanded}
      onClick={open ? undefined : onCall}
      className={`flex min-h-28 flex-col items-center justify-center gap-2 rounded-card border p-3 text-center transition-colors duration-150 ${
        open
          ? 'cursor-default border-completed bg-completed-soft text-completed'
          : 'border-line bg-paper hover:bg-sunken active:bg-accent-soft aria-expanded:border-accent'
      }`}
    >
      <Icon aria-hidden="true" className={`size-8 ${open ? '' : 'text-accent'}`} strokeWidth={1.75} />
      <span className="font-bold">{t(reason)}</span>
      <span aria-live="polite" className="text-sm empty:hidden">
        {open ? t('waiting') : null}
      </span>
    </button>
  );
}

function OwnWords({ onSend }: { onSend: (note: string) => void }): ReactNode {
  const t = useTranslations('call');
  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const note = new FormData(event.currentTarget).get('note');
    onSend(typeof note === 'string' ? note.trim() : '');
  }
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
      <Field
        className="min-w-[min(100%,12rem)] flex-1"
        label={t('note')}
        name="note"
        maxLength={maxNoteLength}
        placeholder={t('noteHint')}
        autoComplete="off"
        required
      />
      <Button type="submit" look="primary">
        {t('send')}
      </Button>
    </form>
  );
}

const wordsFor: Partial<Record<ProblemCode, 'busy' | 'notSeated'>> = {
  rate_limited: 'busy',
  no_open_session: 'notSeated',
};

/** Each reason goes out once until it is answered: an impatient second tap finds it under way. */
function useCall() {
  const t = useTranslations('call');
  const { mutateAsync } = usePlaceCall();
  const underWay = useRef(new Set<CallReason>());
  const [problem, setProblem] = useState<string>();

  async function place(reason: CallReason, note: string | undefined): Promise<void> {
    if (underWay.current.has(reason)) return;
    underWay.current.add(reason);
    setProblem(undefined);
    try {
      await mutateAsync(note ? { reason, note } : { reason });
    } catch (error) {
      if (!(error instanceof ApiError)) setProblem(t('offline'));
      else setProblem(t(wordsFor[error.problem.code] ?? 'failed'));
    } finally {
      underWay.current.delete(reason);
    }
  }

  return { problem, call: (reason: CallReason, note?: string) => void place(reason, note) };
}
