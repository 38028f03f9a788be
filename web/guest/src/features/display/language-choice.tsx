import { languages } from '@soban/contract/vocabulary';
import { languageNames } from '@soban/web-shared/i18n.tsx';
import { Segmented } from '@soban/web-shared/ui/segmented.tsx';
import type { ReactNode } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useLanguageChoice } from '../../device/language.ts';

const choices = languages.map((value) => ({ value, label: languageNames[value], lang: value }));

export function LanguageChoice(): ReactNode {
  const t = useTranslations('language');
  const choose = useLanguageChoice((state) => state.choose);
  return <Segmented label={t('choose')} labelHidden value={useLocale()} choices={choices} onChange={choose} />;
}
