import * as endpoints from '@soban/contract/endpoints';
import type { KitchenThresholds } from '@soban/contract/store';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Stepper } from '@soban/web-shared/ui/stepper.tsx';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFailureText } from '../../session/failure.ts';
import { meKey, type StaffMe, useSession } from '../../session/session.tsx';

const longest = 240;

/** After how many minutes a waiting ticket changes colour; the owner's to decide, for all screens of the store. */
export function KitchenSection(): ReactNode {
  const t = useTranslations('settings');
  const api = useApi();
  const { me } = useSession();
  const client = useQueryClient();
  const failureText = useFailureText();
  const saved = me.store.kitchen;
  const [draft, setDraft] = useState<KitchenThresholds>();
  const wanted = draft ?? saved;
  const save = useMutation({
    mutationFn: (kitchen: KitchenThresholds) => api.call(endpoints.changeStore, { body: { kitchen } }),
    onSuccess(store) {
      client.setQueryData<StaffMe>(meKey, (known) => known && { ...known, store });
      setDraft(undefined);
      showToast({ message: t('saved') });
    },
  });
  const failure = save.error ? failureText(save.error) : null;
  const { warnAfterMinutes: warn, lateAfterMinutes: late } = wanted;

  if (me.staff.role !== 'owner') return <p>{t('thresholdsRead', { warn, late })}</p>;
  return (
    <>
      <Minutes
        label={t('warnAfter')}
        value={warn}
        min={1}
        max={longest - 1}
        onChange={(value) => setDraft({ warnAfterMinutes: value, lateAfterMinutes: Math.max(late, value + 1) })}
      />
      <Minutes
        label={t('lateAfter')}
        value={late}
        min={2}
        max={longest}
        onChange={(value) => setDraft({ warnAfterMinutes: Math.min(warn, value - 1), lateAfterMinutes: value })}
      />
      {failure ? (
        <p role="alert" className="font-semibold text-danger">
          {failure}
        </p>
      ) : null}
      {draft ? (
        <div data-unsaved className="flex gap-2">
          <Button onClick={() => setDraft(undefined)}>{t('discard')}</Button>
          <Button look="primary" disabled={save.isPending} onClick={() => save.mutate(draft)}>
            {t('save')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Minutes(props: {
  label: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}): ReactNode {
  const t = useTranslations('settings');
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <span className="font-semibold">{props.label}</span>
      <div className="flex items-center gap-2">
        <Stepper {...props} fewerLabel={t('fewer')} moreLabel={t('more')} />
        <span className="text-muted">{t('minutes')}</span>
      </div>
    </div>
  );
}
