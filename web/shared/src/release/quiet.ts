import { offersUndo } from '../ui/toasts.tsx';
import { signsOfTouch } from './touch.ts';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const fields = 'input, textarea, select';
/** Milliseconds without a touch after which nobody is at the screen. */
const rest = 30_000;
/** Nobody sees a hidden page, but may come back to it at once. */
const restHidden = 10_000;
/** An open drawer or a search left standing comes back with its address, or is no loss after so long. */
const restOpen = 10 * 60_000;

/** Watches what people do with this page, to find the moment in which a reload takes nothing from anybody. */
export class Quiet {
  #touchedAt = performance.now();
  readonly #filledIn = new Set<Field>();

  constructor() {
    const touched = (): void => {
      this.#touchedAt = performance.now();
    };
    for (const sign of signsOfTouch) addEventListener(sign, touched, { passive: true, capture: true });
    addEventListener(
      'input',
      ({ target }) => {
        if (target instanceof Element && target.matches(fields)) this.#filledIn.add(target as Field);
      },
      { capture: true },
    );
  }

  /** Whether nothing would be lost, and nobody is in the middle of something. */
  isNow(): boolean {
    return !this.hasUnsaved() && !offersUndo() && performance.now() - this.#touchedAt >= this.#restNeeded();
  }

  /** Whether the page holds what a person has entered and not yet sent: in a form, in a dialog, or as a screen itself says. */
  hasUnsaved(): boolean {
    if (document.querySelector('[data-unsaved]')) return true;
    for (const field of this.#filledIn) if (!field.isConnected) this.#filledIn.delete(field);
    return this.#filled().some((field) => field.closest('form, dialog'));
  }

  #filled(): Field[] {
    return [...this.#filledIn].filter(({ value }) => value !== '');
  }

  #restNeeded(): number {
    // What an idle screen shows by itself is open too, and at rest.
    const isOpen = document.querySelector('dialog[open]:not([data-resting]), :popover-open') !== null;
    if (isOpen || this.#filled().length > 0) return restOpen;
    return document.visibilityState === 'hidden' ? restHidden : rest;
  }
}
