import { languages } from '@soban/contract/vocabulary';
import { changeDisplay, textSizes, themes, useDisplay } from '@soban/web-shared/display-settings';
import { languageNames } from '@soban/web-shared/i18n.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Segmented } from '@soban/web-shared/ui/segmented.tsx';
import { Volume2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { playChime, useSoundReady } from '../../device/chime.ts';
import { changeDevice, useDevice } from '../../device/device-settings.ts';
import { Switch } from '../../ui/switch.tsx';

/** What belongs to this screen alone. */
export function DeviceSection(): ReactNode {
  const t = useTranslations('settings');
  const { sound, language } = useDevice();
  const display = useDisplay();
  const ready = useSoundReady();
  return (
    <>
      <Switch
        label={t('sound')}
        hint={sound && !ready ? t('soundWaits') : t('soundHint')}
        checked={sound}
        onChange={(on) => changeDevice({ sound: on })}
      />
      {sound ? (
        <Button icon={Volume2} className="self-start" onClick={() => playChime('order')}>
          {t('tryOut')}
        </Button>
      ) : null}
      <Segmented
        label={t('language')}
        value={language}
        choices={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
        onChange={(value) => changeDevice({ language: value })}
      />
      <Segmented
        label={t('theme')}
        value={display.theme}
        choices={themes.map((value) => ({ value, label: t(`themes.${value}`) }))}
        onChange={(theme) => changeDisplay({ theme })}
      />
      <Segmented
        label={t('text')}
        value={display.text}
        choices={textSizes.map((value) => ({ value, label: t(`texts.${value}`) }))}
        onChange={(text) => changeDisplay({ text })}
      />
      <Switch
        label={t('contrast')}
        checked={display.contrast === 'high'}
        onChange={(high) => changeDisplay({ contrast: high ? 'high' : 'normal' })}
      />
    </>
  );
}
