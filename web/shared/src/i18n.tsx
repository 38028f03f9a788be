import { type Language, languages } from '@soban/contract/vocabulary';
import { type ReactNode, useEffect, useState } from 'react';
import { IntlProvider } from 'use-intl';

/** The same keys as the first language's messages, with any words: a missing translation does not compile. */
export type Translation<Messages> = {
  [Key in keyof Messages]: Messages[Key] extends string ? string : Translation<Messages[Key]>;
};

/** Each language by its own name. */
export const languageNames: Readonly<Record<Language, string>> = {
  ko: '한국어',
  en: 'English',
  ja: '日本語',
  zh: '中文',
};

/** Where to fetch each language's messages; only the one on screen is ever loaded. */
export type MessageLoaders<Messages> = Readonly<Record<Language, () => Promise<Messages>>>;

/** The device's first language that the screens speak. */
export function deviceLanguage(fallback: Language): Language {
  for (const tag of navigator.languages) {
    const known = languages.find((language) => tag.toLowerCase().startsWith(language));
    if (known) return known;
  }
  return fallback;
}

export interface Loaded<Messages> {
  language: Language;
  messages: Messages;
}

export async function loadMessages<Messages>(
  language: Language,
  loaders: MessageLoaders<Messages>,
): Promise<Loaded<Messages>> {
  return { language, messages: await loaders[language]() };
}

/** The words without which there is nothing to show: asked for until they are there. */
export async function loadFirstMessages<Messages>(
  language: Language,
  loaders: MessageLoaders<Messages>,
): Promise<Loaded<Messages>> {
  for (;;) {
    try {
      return await loadMessages(language, loaders);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 3000));
    }
  }
}

export interface LanguageProviderProps<Messages extends object> {
  /** The language wanted; what is shown stays in the last one until its messages have arrived. */
  language: Language;
  /** Loaded before the first render, so that no text is ever missing. */
  first: Loaded<Messages>;
  loaders: MessageLoaders<Messages>;
  timeZone: string;
  children: ReactNode;
}

export function LanguageProvider<Messages extends object>(props: LanguageProviderProps<Messages>): ReactNode {
  const { language, first, loaders, timeZone, children } = props;
  const [shown, setShown] = useState(first);

  useEffect(() => {
    if (shown.language === language) return undefined;
    let wanted = true;
    // Offline with messages never fetched: the words stay as they are, and the next change tries again.
    loadMessages(language, loaders).then(
      (loaded) => wanted && setShown(loaded),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [language, loaders, shown]);

  useEffect(() => {
    document.documentElement.lang = shown.language;
  }, [shown]);

  return (
    <IntlProvider locale={shown.language} messages={shown.messages} timeZone={timeZone}>
      {children}
    </IntlProvider>
  );
}
