import type { ChangePassword } from '@soban/contract/auth';
import * as endpoints from '@soban/contract/endpoints';
import { ApiError } from '@soban/web-shared/api';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Field } from '@soban/web-shared/ui/field.tsx';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { useMutation } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFailureText } from '../../session/failure.ts';
import { passwordProblem } from '../../session/password-rule.ts';
import { useSession } from '../../session/session.tsx';

/** One's own password; every other place where one is signed in has to sign in again. */
export function PasswordSection(): ReactNode {
  const t = useTranslations('settings');
  const [open, setOpen] = useState(false);
  if (open) return <PasswordForm onDone={() => setOpen(false)} />;
  return (
    <Button icon={KeyRound} className="self-start" onClick={() => setOpen(true)}>
      {t('changePassword')}
    </Button>
  );
}

function PasswordForm({ onDone }: { onDone: () => void }): ReactNode {
  const t = useTranslations('settings');
  const api = useApi();
  const { me } = useSession();
  const failureText = useFailureText();
  const [currentPassword, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const problem = passwordProblem(password);
  const change = useMutation({
    mutationFn: (body: ChangePassword) => api.call(endpoints.changePassword, { body }),
    onSuccess() {
      showToast({ message: t('passwordChanged') });
      onDone();
    },
  });
  const wrong =
    change.error instanceof ApiError && change.error.problem.errors?.some(({ path }) => path === '/currentPassword');
  const failure = change.error && !wrong ? failureText(change.error) : null;
  return (
    <form
      className="flex flex-col gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (problem === null && currentPassword !== '') change.mutate({ currentPassword, password });
      }}
    >
      <input type="text" name="username" autoComplete="username" value={me.staff.username} readOnly hidden />
      <Field
        type="password"
        label={t('currentPassword')}
        autoComplete="current-password"
        value={currentPassword}
        onChange={(event) => {
          setCurrent(event.target.value);
          change.reset();
        }}
        error={wrong || (tried && currentPassword === '') ? t('currentWrong') : undefined}
      />
      <Field
        type="password"
        label={t('newPassword')}
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        hint={t('passwordHint')}
        error={tried && problem ? t(problem === 'short' ? 'passwordShort' : 'passwordLong') : undefined}
      />
      {failure ? (
        <p role="alert" className="font-semibold text-danger">
          {failure}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button onClick={onDone}>{t('discard')}</Button>
        <Button type="submit" look="primary" disabled={change.isPending}>
          {t('changePassword')}
        </Button>
      </div>
    </form>
  );
}
