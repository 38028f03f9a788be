import { type Language, languages } from '@soban/contract/vocabulary';
import { deviceLanguage } from '@soban/web-shared/i18n.tsx';
import { hasFields, isObject } from '@soban/web-shared/kept';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** What belongs to this screen and not to the person in front of it. */
export interface DeviceSettings {
  language: Language;
  sound: boolean;
  /** For the sign-in form; never the password. */
  storeCode: string;
  username: string;
}

function settingsIn(kept: unknown): Partial<DeviceSettings> {
  const { language, ...rest }: Record<string, unknown> = isObject(kept) ? kept : {};
  const known = languages.find((each) => each === language);
  return {
    ...(known && { language: known }),
    ...(hasFields(rest, { sound: 'boolean' }) && { sound: rest.sound }),
    ...(hasFields(rest, { storeCode: 'string', username: 'string' }) && {
      storeCode: rest.storeCode,
      username: rest.username,
    }),
  };
}

export const useDevice = create<DeviceSettings>()(
  persist((): DeviceSettings => ({ language: deviceLanguage('ko'), sound: false, storeCode: '', username: '' }), {
    name: 'soban.admin-device',
    merge: (kept, fresh) => ({ ...fresh, ...settingsIn(kept) }),
  }),
);

export function changeDevice(change: Partial<DeviceSettings>): void {
  useDevice.setState(change);
}
