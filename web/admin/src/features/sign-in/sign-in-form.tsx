import type { StaffLogin, StaffSignIn } from '@soban/contract/auth';
import * as endpoints from '@soban/contract/endpoints';
import { ApiError, NetworkError } from '@soban/web-shared/api';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Field } from '@soban/web-shared/ui/field.tsx';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { changeDevice, useDevice } from '../../device/device-settings.ts';

/** Store, name and password; all but the password are remembered on the device. */
export function SignInForm({ onSignedIn }: { onSignedIn: (answer: StaffSignIn) => void }): ReactNode {
  const t = useTranslations('signIn');
  const api = useApi();
  const { storeCode, username } = useDevice();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const signIn = useMutation({
    mutationFn: (body: StaffLogin) => api.call(endpoints.signInStaff, { body }),
    onSuccess: onSignedIn,
  });
  const missing = (value: string): string | undefined => (tried && value.trim() === '' ? t('required') : undefined);
  return (
    <form
      className="flex flex-col gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (storeCode.trim() === '' || username.trim() === '' || password === '') return;
        signIn.mutate({ storeCode: storeCode.trim(), username: username.trim(), password });
      }}
    >
      <Field
        label={t('store')}
        name="organization"
        autoComplete="organization"
        autoCapitalize="none"
        autoFocus={storeCode === ''}
        value={storeCode}
        onChange={(event) => changeDevice({ storeCode: event.target.value })}
        error={missing(storeCode)}
      />
      <Field
        label={t('username')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        autoFocus={storeCode !== '' && username === ''}
        value={username}
        onChange={(event) => changeDevice({ username: event.target.value })}
        error={missing(username)}
      />
      <Field
        label={t('password')}
        name="password"
        type="password"
        autoComplete="current-password"
        autoFocus={storeCode !== '' && username !== ''}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={missing(password)}
      />
      {signIn.error ? <Refused error={signIn.error} /> : null}
      <Button type="submit" look="primary" size="large" disabled={signIn.isPending}>
        {t(signIn.isPending ? 'signingIn' : 'submit')}
      </Button>
    </form>
  );
}

function Refused({ error }: { error: Error }): ReactNode {
  const t = useTranslations('signIn');
  return (
    <p role="alert" className="rounded-card bg-danger-soft px-4 py-3 font-medium text-danger high:border">
      {refusalWords(error, t)}
    </p>
  );
}

function refusalWords(error: Error, t: ReturnType<typeof useTranslations<'signIn'>>): string {
  if (error instanceof NetworkError) return t('unreachable');
  if (!(error instanceof ApiError)) return t('unexpected');
  const { code } = error.problem;
  if (code === 'rate_limited') return t('tooMany', { minutes: Math.ceil((error.retryAfter ?? 60_000) / 60_000) });
  return code === 'unauthenticated' || code === 'validation_failed' ? t('wrong') : t('unexpected');
}
