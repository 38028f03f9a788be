import * as endpoints from '@soban/contract/endpoints';
import type { PatchStore } from '@soban/contract/store';
import { phoneOrderings } from '@soban/contract/vocabulary';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { QrCode } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { useFailureText } from '../../session/failure.ts';
import { meKey, type StaffMe, useSession } from '../../session/session.tsx';
import { Switch } from '../../ui/switch.tsx';

/** What guests' phones may do is the owner's to decide; whoever is on the floor may print the codes. */
export function PhonesSection(): ReactNode {
  const t = useTranslations('phones');
  const api = useApi();
  const { me } = useSession();
  const client = useQueryClient();
  const failureText = useFailureText();
  const id = useId();
  const { phoneOrdering, visitCode } = me.store;
  const change = useMutation({
    mutationFn: (body: PatchStore) => api.call(endpoints.changeStore, { body }),
    onSuccess: (store) => client.setQueryData<StaffMe>(meKey, (known) => known && { ...known, store }),
  });
  const failure = change.error ? failureText(change.error) : null;
  return (
    <>
      {me.staff.role === 'owner' ? (
        <>
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-1.5 font-semibold">{t('ordering')}</legend>
            {phoneOrderings.map((each) => (
              <label
                key={each}
                className="grid min-h-12 grid-cols-[auto_minmax(0,1fr)] gap-x-3 rounded-card border border-line px-3 py-2.5 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-3 has-focus-visible:outline-(--focus)"
              >
                <input
                  type="radio"
                  name={id}
                  checked={phoneOrdering === each}
                  onChange={() => change.mutate({ phoneOrdering: each })}
                  className="mt-1 size-5 accent-(--accent)"
                />
                <span className="font-semibold">{t(`${each}.label`)}</span>
                <span className="col-start-2 text-muted text-sm">{t(`${each}.hint`)}</span>
              </label>
            ))}
          </fieldset>
          <Switch
            label={t('code')}
            hint={t('codeHint')}
            checked={visitCode}
            onChange={(checked) => change.mutate({ visitCode: checked })}
          />
        </>
      ) : (
        <p>{t(`${phoneOrdering}.hint`)}</p>
      )}
      {failure ? (
        <p role="alert" className="font-semibold text-danger">
          {failure}
        </p>
      ) : null}
      <Link
        href="/qr"
        className="inline-flex min-h-12 items-center justify-center gap-2 self-start rounded-card border border-edge bg-surface px-4 font-semibold hover:bg-sunken"
      >
        <QrCode aria-hidden="true" className="size-5 shrink-0" />
        {t('print')}
      </Link>
    </>
  );
}
