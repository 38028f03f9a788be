import { srcsetOf } from '@soban/contract/pictures';
import { type Language, languages } from '@soban/contract/vocabulary';
import { Sparkles } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';

/** In every language at once: whoever sits down next has not chosen one yet. */
const invitations: Readonly<Record<Language, string>> = {
  ko: '화면을 누르면 주문이 시작돼요',
  en: 'Touch the screen to order',
  ja: '画面に触れると注文が始まります',
  zh: '轻触屏幕开始点餐',
};
const secondsPerPicture = 7;

export interface AttractScreenProps {
  storeName: string;
  tableName: string;
  pictures: readonly string[];
  /** What an unfinished cart still holds. */
  cartQuantity: number;
  onTouch: () => void;
}

/** What an idle table shows: the house, its dishes, and how to begin. */
export function AttractScreen(props: AttractScreenProps): ReactNode {
  const { storeName, tableName, pictures, cartQuantity, onTouch } = props;
  const t = useTranslations('attract');
  const dialog = useRef<HTMLDialogElement>(null);
  const picture = usePictureOf(pictures);
  const locale = useLocale();
  const others = languages.filter((language) => language !== locale);

  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      aria-label={storeName}
      data-resting
      onCancel={(event) => {
        event.preventDefault();
        onTouch();
      }}
      className="m-0 h-dvh max-h-dvh w-dvw max-w-dvw animate-fade bg-[#14110e] p-0 text-[#f5efe6]"
    >
      <button
        type="button"
        onClick={onTouch}
        className="grid size-full place-items-center overflow-hidden focus-visible:-outline-offset-8"
      >
        {picture ? (
          <img
            key={picture}
            src={picture}
            srcSet={srcsetOf(picture)}
            sizes="100vw"
            alt=""
            className="col-start-1 row-start-1 size-full min-h-0 animate-[fade_900ms_ease-out] object-cover"
          />
        ) : null}
        <span className="z-10 col-start-1 row-start-1 size-full bg-linear-to-t from-15% from-black/85 via-50% via-black/30 to-black/5" />
        <span className="z-20 col-start-1 row-start-1 flex flex-col items-center gap-3 self-end p-[6vh] text-center">
          <span className="font-semibold text-lg text-white/85">{tableName}</span>
          <span className="font-extrabold text-[clamp(2.5rem,7vw,5rem)] text-white leading-tight">{storeName}</span>
          {cartQuantity > 0 ? (
            <span className="inline-flex items-center gap-2 rounded-full bg-white px-4 py-2 font-semibold text-[#1e1a16]">
              <Sparkles aria-hidden="true" className="size-5" />
              {t('cartKept', { count: cartQuantity })}
            </span>
          ) : null}
          <span className="mt-4 rounded-full bg-[#c2410c] px-8 py-4 font-bold text-white text-xl">
            {invitations[locale]}
          </span>
          <span className="flex flex-wrap justify-center gap-x-5 gap-y-1 text-white/85">
            {others.map((language) => (
              <span key={language} lang={language}>
                {invitations[language]}
              </span>
            ))}
          </span>
        </span>
      </button>
    </dialog>
  );
}

function usePictureOf(pictures: readonly string[]): string | undefined {
  const [at, setAt] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setAt((now) => now + 1), secondsPerPicture * 1000);
    return () => clearInterval(timer);
  }, []);
  return pictures[at % Math.max(1, pictures.length)];
}
