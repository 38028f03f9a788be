import * as endpoints from '@soban/contract/endpoints';
import type { SessionSummary } from '@soban/contract/tables';
import { maxPartySize } from '@soban/contract/vocabulary';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Stepper } from '@soban/web-shared/ui/stepper.tsx';
import { useMutation } from '@tanstack/react-query';
import { Armchair } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFailureText } from '../../session/failure.ts';

/** As most parties are. */
const usual = 2;

/** A party sits down before it orders: the board shows it, and the tablet wakes up. */
export function SeatParty({ tableId }: { tableId: string }): ReactNode {
  const t = useTranslations('table');
  const api = useApi();
  const [size, setSize] = useState(usual);
  const seat = useMutation({
    mutationFn: () => api.call(endpoints.startSession, { params: { id: tableId }, body: { partySize: size } }),
  });
  return (
    <>
      <div className="flex flex-wrap items-center justify-center gap-3">
        <PartyStepper value={size} onChange={setSize} />
        <Button look="primary" size="large" icon={Armchair} disabled={seat.isPending} onClick={() => seat.mutate()}>
          {t('seat', { count: size })}
        </Button>
      </div>
      <Failure of={seat.error} />
    </>
  );
}

/** How many sit there, to be put right at any time. */
export function PartySize({ session }: { session: SessionSummary }): ReactNode {
  const t = useTranslations('table');
  const api = useApi();
  const change = useMutation({
    // One after the other, so that the last tap is the last word.
    scope: { id: `party ${session.id}` },
    mutationFn: (partySize: number) =>
      api.call(endpoints.changeSession, { params: { id: session.id }, body: { partySize } }),
  });
  /** What was tapped last, and what the board said then: two quick taps count twice, and a colleague's word is heard. */
  const [tapped, setTapped] = useState<{ size: number; on: number | null }>();
  const isOurs = tapped && !change.isError && (change.isPending || session.partySize === tapped.on);
  const size = isOurs ? tapped.size : session.partySize;

  function tap(next: number): void {
    setTapped({ size: next, on: session.partySize });
    change.mutate(next);
  }

  return (
    <div className="px-4 pt-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span className="font-semibold">{t('partySize')}</span>
        <PartyStepper value={size} onChange={tap} />
      </div>
      <Failure of={change.error} />
    </div>
  );
}

function PartyStepper({ value, onChange }: { value: number | null; onChange: (size: number) => void }): ReactNode {
  const t = useTranslations('table');
  return (
    <Stepper
      value={value ?? 0}
      shown={value === null ? '–' : undefined}
      min={1}
      max={maxPartySize}
      label={t('partySize')}
      fewerLabel={t('fewer')}
      moreLabel={t('more')}
      onChange={onChange}
    />
  );
}

function Failure({ of: error }: { of: Error | null }): ReactNode {
  const failureText = useFailureText();
  const words = error ? failureText(error) : null;
  if (words === null) return null;
  return (
    <p role="alert" className="mt-2 font-semibold text-danger">
      {words}
    </p>
  );
}
