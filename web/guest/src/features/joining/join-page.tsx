import { useApi } from '@soban/web-shared/api-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Field } from '@soban/web-shared/ui/field.tsx';
import { Notice } from '@soban/web-shared/ui/notice.tsx';
import { Heart, KeyRound, LoaderCircle, QrCode, RotateCcw, Unplug } from 'lucide-react';
import type { ReactNode, SubmitEvent } from 'react';
import { useTranslations } from 'use-intl';
import { type JoinStep, join } from '../../session/joining.ts';

const icons = {
  joining: LoaderCircle,
  code: KeyRound,
  wrong_code: KeyRound,
  dead: QrCode,
  busy: RotateCcw,
  unreachable: Unplug,
  thanks: Heart,
} as const;

/** Between a scanned code and the menu, and after a visit's end. */
export function JoinPage({ step, languageChoice }: { step: JoinStep; languageChoice: ReactNode }): ReactNode {
  const t = useTranslations('join');
  const api = useApi();
  const asksCode = step === 'code' || step === 'wrong_code';
  const mayTryAgain = step === 'busy' || step === 'unreachable';
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center gap-6 px-5 py-8">
      <div role="status">
        <Notice
          className="py-4!"
          icon={icons[step]}
          title={t(`${step}.title`)}
          action={
            mayTryAgain ? (
              <Button look="primary" className="mt-2" onClick={() => void join(api)}>
                {t('again')}
              </Button>
            ) : undefined
          }
        >
          {t(`${step}.hint`)}
        </Notice>
      </div>
      {asksCode ? <CodeForm isWrong={step === 'wrong_code'} onCode={(code) => void join(api, code)} /> : null}
      {languageChoice}
    </main>
  );
}

function CodeForm({ isWrong, onCode }: { isWrong: boolean; onCode: (code: string) => void }): ReactNode {
  const t = useTranslations('join');
  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const code = new FormData(event.currentTarget).get('code');
    if (typeof code === 'string') onCode(code);
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-5 rounded-2xl border border-line bg-surface p-6 shadow-card">
      <Field
        label={t('codeLabel')}
        name="code"
        required
        inputMode="numeric"
        pattern="[0-9]{4}"
        maxLength={4}
        autoComplete="off"
        error={isWrong ? t('codeWrong') : undefined}
        className="[&_input]:text-center [&_input]:text-3xl [&_input]:tracking-[0.4em]"
      />
      <Button type="submit" look="primary" size="large">
        {t('enter')}
      </Button>
    </form>
  );
}
