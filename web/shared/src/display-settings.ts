import { create } from 'zustand';
import { isObject, keep, readKept } from './kept.ts';

/** How this device shows things; a choice of the device, not of the party sitting at it. */
export interface DisplaySettings {
  theme: (typeof themes)[number];
  text: (typeof textSizes)[number];
  contrast: (typeof contrasts)[number];
}

export const themes = ['auto', 'light', 'dark'] as const;
export const textSizes = ['normal', 'large', 'largest'] as const;
const contrasts = ['normal', 'high'] as const;

export const defaultDisplay: DisplaySettings = { theme: 'auto', text: 'normal', contrast: 'normal' };

const key = 'soban.display';
const darkDevice = matchMedia('(prefers-color-scheme: dark)');
const contrastDevice = matchMedia('(prefers-contrast: more)');
/** How many screens that prefer the dark are up. */
let darkScreens = 0;

function settingsIn(kept: unknown): DisplaySettings {
  const { theme, text, contrast } = isObject(kept) ? kept : {};
  return {
    theme: themes.find((known) => known === theme) ?? defaultDisplay.theme,
    text: textSizes.find((known) => known === text) ?? defaultDisplay.text,
    contrast: contrasts.find((known) => known === contrast) ?? defaultDisplay.contrast,
  };
}

export const useDisplay = create<DisplaySettings>(() => settingsIn(readKept(key)));

/** Puts the settings on the root element, where theme.css reads them; call once before the first render. */
export function applyDisplay(): void {
  const { theme, text, contrast } = useDisplay.getState();
  const dark = theme === 'dark' || (theme === 'auto' && (darkScreens > 0 || darkDevice.matches));
  const root = document.documentElement.dataset;
  root['theme'] = dark ? 'dark' : 'light';
  root['text'] = text;
  root['contrast'] = contrast === 'high' || contrastDevice.matches ? 'high' : 'normal';
}

/** While a screen such as the kitchen's is up, `auto` means dark; the answer ends that. */
export function darkByDefault(): () => void {
  darkScreens += 1;
  applyDisplay();
  return () => {
    darkScreens -= 1;
    applyDisplay();
  };
}

darkDevice.addEventListener('change', applyDisplay);
contrastDevice.addEventListener('change', applyDisplay);

export function changeDisplay(change: Partial<DisplaySettings>): void {
  useDisplay.setState(change);
  keep(key, useDisplay.getState());
  applyDisplay();
}
