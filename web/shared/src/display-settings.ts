import { useSyncExternalStore } from 'react';
import { isObject } from './kept.ts';

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
const listeners = new Set<() => void>();
const darkDevice = matchMedia('(prefers-color-scheme: dark)');
const contrastDevice = matchMedia('(prefers-contrast: more)');
let settings = read();
/** How many screens that prefer the dark are up. */
let darkScreens = 0;

function read(): DisplaySettings {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    const { theme, text, contrast } = isObject(kept) ? kept : {};
    return {
      theme: themes.find((known) => known === theme) ?? defaultDisplay.theme,
      text: textSizes.find((known) => known === text) ?? defaultDisplay.text,
      contrast: contrasts.find((known) => known === contrast) ?? defaultDisplay.contrast,
    };
  } catch {
    return defaultDisplay;
  }
}

/** Puts the settings on the root element, where theme.css reads them; call once before the first render. */
export function applyDisplay(): void {
  const { theme, text, contrast } = settings;
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
  settings = { ...settings, ...change };
  try {
    localStorage.setItem(key, JSON.stringify(settings));
  } catch {
    // A device that keeps nothing still gets the change until it is reloaded.
  }
  applyDisplay();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useDisplay(): DisplaySettings {
  return useSyncExternalStore(subscribe, () => settings);
}
