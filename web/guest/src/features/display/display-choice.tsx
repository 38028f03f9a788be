import { changeDisplay, useDisplay } from '@soban/web-shared/display-settings';
import { Segmented } from '@soban/web-shared/ui/segmented.tsx';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

export function DisplayChoice(): ReactNode {
  const t = useTranslations('display');
  const { theme, text, contrast } = useDisplay();
  return (
    <div className="flex flex-col gap-6 p-5">
      <Segmented
        label={t('theme')}
        value={theme}
        choices={[
          { value: 'auto', label: t('themeAuto') },
          { value: 'light', label: t('themeLight') },
          { value: 'dark', label: t('themeDark') },
        ]}
        onChange={(value) => changeDisplay({ theme: value })}
      />
      <Segmented
        label={t('text')}
        value={text}
        choices={[
          { value: 'normal', label: t('textNormal') },
          { value: 'large', label: t('textLarge') },
          { value: 'largest', label: t('textLargest') },
        ]}
        onChange={(value) => changeDisplay({ text: value })}
      />
      <Segmented
        label={t('contrast')}
        value={contrast}
        choices={[
          { value: 'normal', label: t('contrastNormal') },
          { value: 'high', label: t('contrastHigh') },
        ]}
        onChange={(value) => changeDisplay({ contrast: value })}
      />
    </div>
  );
}
