import type { Language } from '@soban/contract/vocabulary';
import { deviceLanguage } from '@soban/web-shared/i18n.tsx';
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

export const useDevice = create<DeviceSettings>()(
  persist((): DeviceSettings => ({ language: deviceLanguage('ko'), sound: false, storeCode: '', username: '' }), {
    name: 'soban.admin-device',
  }),
);

export function changeDevice(change: Partial<DeviceSettings>): void {
  useDevice.setState(change);
}
