import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { useTranslations } from 'use-intl';
import { useLocation } from 'wouter';
import { useLanguageChoice } from '../device/language.ts';
import { useCart } from './cart.ts';
import { useOutbox } from './outbox-context.tsx';

/** Makes the table ready for the next party: its language, an empty cart (with a way back), the menu. */
export function useVisitEnd(): (movedTo: number | undefined) => void {
  const t = useTranslations();
  const outbox = useOutbox();
  const [, navigate] = useLocation();
  return (movedTo) => {
    outbox.visitEnded();
    useLanguageChoice.getState().reset();
    const { lines, clear, restore } = useCart.getState();
    clear();
    // An order still waiting holds the history entry of its own sheet; the question about it comes by itself.
    navigate('/', { replace: true });
    if (movedTo !== undefined) showToast({ message: t('visit.moved', { table: String(movedTo) }) });
    else if (lines.length === 0) showToast({ message: t('visit.ended') });
    else
      showToast({
        message: t('cart.clearedForNext'),
        action: { label: t('app.undo'), run: () => restore(lines) },
      });
  };
}
