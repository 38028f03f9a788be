import type { Language } from '@soban/contract/vocabulary';
import type { MessageLoaders, Translation } from '@soban/web-shared/i18n.tsx';
import type ko from './ko.ts';

export type Messages = Translation<typeof ko>;

declare module 'use-intl' {
  interface AppConfig {
    Locale: Language;
    Messages: typeof ko;
  }
}

export const messageLoaders: MessageLoaders<Messages> = {
  ko: async () => (await import('./ko.ts')).default,
  en: async () => (await import('./en.ts')).default,
  ja: async () => (await import('./ja.ts')).default,
  zh: async () => (await import('./zh.ts')).default,
};
