import type { StaffSignIn } from '@soban/contract/auth';
import { languages } from '@soban/contract/vocabulary';
import { languageNames } from '@soban/web-shared/i18n.tsx';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { changeDevice, useDevice } from '../../device/device-settings.ts';
import { SignInForm } from './sign-in-form.tsx';

export interface SignInPageProps {
  /** Why the person has to sign in again, if they were signed in before. */
  reason?: 'over' | undefined;
  onSignedIn: (answer: StaffSignIn) => void;
}

export function SignInPage({ reason, onSignedIn }: SignInPageProps): ReactNode {
  const t = useTranslations('signIn');
  const { language } = useDevice();
  return (
    <div className="grid min-h-dvh place-items-center bg-paper p-4 text-ink">
      <main className="w-full max-w-sm">
        <p className="mb-6 flex items-center justify-center gap-4">
          <img src={`${import.meta.env.BASE_URL}favicon.svg`} alt="" width={64} height={64} className="size-16" />
          <span>
            <span className="block font-extrabold text-3xl leading-tight tracking-tight">{t('brand')}</span>
            <span className="block text-muted">{t('brandLine')}</span>
          </span>
        </p>
        <div className="rounded-2xl border border-line bg-surface p-6 shadow-card">
          <h1 className="mb-4 font-bold text-xl">{t('title')}</h1>
          {reason ? (
            <p
              role="status"
              className="mb-4 rounded-card bg-pending-soft px-4 py-3 font-medium text-pending high:border"
            >
              {t('over')}
            </p>
          ) : null}
          <SignInForm onSignedIn={onSignedIn} />
        </div>
        <div className="mt-4 flex flex-wrap justify-center gap-1">
          {languages.map((each) => (
            <button
              key={each}
              type="button"
              lang={each}
              aria-pressed={each === language}
              onClick={() => changeDevice({ language: each })}
              className="min-h-12 rounded-card px-3 text-muted aria-pressed:font-bold aria-pressed:text-ink"
            >
              {languageNames[each]}
            </button>
          ))}
        </div>
      </main>
    </div>
  );
}

/**
 * The same over everything else when a sign-in ends: what was being typed stays underneath, and is there again once the
 * same person has signed back in.
 */
export function SignInAgain(props: SignInPageProps): ReactNode {
  const t = useTranslations('signIn');
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.querySelector<HTMLInputElement>('input[type="password"]')?.focus();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={t('title')}
      onCancel={(event) => event.preventDefault()}
      className="m-0 h-dvh max-h-none w-screen max-w-none border-0 bg-paper p-0"
    >
      <SignInPage {...props} />
    </dialog>
  );
}
