import { Button } from '@soban/web-shared/ui/button.tsx';
import { useOrdering } from '@soban/web-shared/use-ordering';
import { type ReactNode, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Panel } from '../../floor/panel.tsx';
import { useMenu } from '../../floor/use-menu.ts';
import { PausedRow } from './pause-strip.tsx';
import { usePausing } from './use-pauses.ts';

/** Minutes that a busy kitchen asks for. */
const lengths = [15, 30] as const;

/** Takes no orders from guests for a while: of everything, unless a category is chosen. */
export function PausePanel({ onClose }: { onClose: () => void }): ReactNode {
  const t = useTranslations('pauses');
  const { closure, paused } = useOrdering();
  const [categoryId, setCategoryId] = useState<string | null>(null);
  const { mutate, isPending } = usePausing();
  const pauseFor = (minutes: number | null) => mutate({ categoryId, minutes }, { onSuccess: onClose });
  return (
    <Panel title={t('title')} onClose={onClose}>
      {closure?.why === 'paused' ? <PausedRow categoryId={null} until={closure.until} /> : null}
      {[...paused].map(([id, until]) => (
        <PausedRow key={id} categoryId={id} until={until} />
      ))}
      <div className="flex flex-col gap-6 p-5">
        <div className="grid gap-3">
          <h3 className="font-bold text-lg">{t('howLong')}</h3>
          {lengths.map((minutes) => (
            <Button key={minutes} size="large" disabled={isPending} onClick={() => pauseFor(minutes)}>
              {t('minutes', { minutes })}
            </Button>
          ))}
          <Button size="large" disabled={isPending} onClick={() => pauseFor(null)}>
            {t('untilISaySo')}
          </Button>
          <p className="text-muted text-sm">{t('explain')}</p>
        </div>
        <What chosen={categoryId} onChoose={setCategoryId} />
      </div>
    </Panel>
  );
}

function What(props: { chosen: string | null; onChoose: (categoryId: string | null) => void }): ReactNode {
  const t = useTranslations('pauses');
  const name = useId();
  const categories = useMenu().data?.categories ?? [];
  const choices = [{ id: null, name: t('everything') }, ...categories];
  return (
    <fieldset>
      <legend className="mb-2 font-bold text-lg">{t('what')}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {choices.map((choice) => (
          <label
            key={choice.id}
            className="flex min-h-12 items-center gap-3 rounded-card border border-edge/50 px-4 py-2 font-medium has-checked:border-accent has-checked:bg-accent-soft has-checked:font-bold has-focus-visible:outline-3 has-focus-visible:outline-(--focus)"
          >
            <input
              type="radio"
              name={name}
              checked={props.chosen === choice.id}
              onChange={() => props.onChoose(choice.id)}
              className="size-5 shrink-0 accent-(--accent)"
            />
            {choice.name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
