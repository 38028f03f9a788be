import { X } from 'lucide-react';
import { type MouseEvent, type ReactNode, useLayoutEffect, useRef } from 'react';
import { IconButton } from './button.tsx';
import { hostToasts, ToastRegion } from './toasts.tsx';

const frame =
  'fixed m-0 flex-col overflow-hidden border border-line bg-surface p-0 text-ink shadow-card outline-none open:flex ' +
  'backdrop:bg-black/45 backdrop:animate-fade';

const placements = {
  /** In the middle; on a narrow screen it comes up from the bottom. */
  centre:
    'inset-x-0 top-auto bottom-0 max-h-[92dvh] w-full max-w-full animate-rise rounded-t-2xl ' +
    'sm:inset-0 sm:m-auto sm:h-fit sm:max-h-[90dvh] sm:w-[min(92vw,42rem)] sm:rounded-2xl',
  /** A drawer over the right edge; on a narrow screen the whole of it. */
  side: 'inset-y-0 right-0 left-auto h-dvh max-h-dvh w-full max-w-full animate-slide sm:w-[min(92vw,30rem)] sm:rounded-l-2xl',
} as const;

export interface SheetProps {
  title: string;
  /** The close button's name. */
  closeLabel: string;
  /** Without it the sheet stays until what it asks is answered. */
  onClose?: () => void;
  placement?: keyof typeof placements;
  /** Stays in view below the scrolling content. */
  footer?: ReactNode;
  /** Beside the close button. */
  tools?: ReactNode;
  /** Hides the title bar; the title is still the dialog's name. */
  bare?: boolean;
  /** Wider than the usual width in the middle. */
  className?: string;
  children: ReactNode;
}

/**
 * A modal sheet on the native dialog: the browser keeps the focus inside, closes on Escape and the system's back gesture,
 * and gives the focus back. Mounted means open.
 */
export function Sheet(props: SheetProps): ReactNode {
  const {
    title,
    closeLabel,
    onClose,
    placement = 'centre',
    footer,
    tools,
    bare = false,
    className = '',
    children,
  } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  // Before the element leaves the page, not after: only a dialog still in it gives the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element) return undefined;
    if (!element.open) element.showModal();
    // A screen reader starts at the title, and a stray Enter meets no button.
    (heading.current ?? element).focus({ preventScroll: true });
    const release = hostToasts(element);
    return () => {
      release();
      element.close();
    };
  }, []);

  function closeOnBackdrop(event: MouseEvent<HTMLDialogElement>): void {
    if (event.target === event.currentTarget) onClose?.();
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- Escape is the backdrop's keyboard equivalent
    <dialog
      ref={dialog}
      tabIndex={-1}
      aria-label={title}
      className={`${frame} ${placements[placement]} ${footer ? '[--toast-bottom:6rem]' : '[--toast-bottom:0px]'} ${className}`}
      onClick={closeOnBackdrop}
      onCancel={(event) => {
        // React passes a dialog's Escape on to the dialog it lies over, which is to stay.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose?.();
      }}
      onClose={(event) => {
        // Some browsers close at a second Escape without asking; one that must be answered opens again.
        if (event.target !== event.currentTarget || event.currentTarget.open) return;
        if (onClose) onClose();
        else event.currentTarget.showModal();
      }}
    >
      {bare ? null : (
        <div className="flex flex-wrap items-center justify-end gap-1 border-line border-b py-2 pr-2 pl-5">
          <h2 ref={heading} tabIndex={-1} className="min-w-32 flex-1 font-bold text-xl outline-none">
            {title}
          </h2>
          {tools}
          {onClose ? <IconButton label={closeLabel} icon={X} onClick={onClose} /> : null}
        </div>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- or a keyboard could not scroll what holds no control */}
      <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto overscroll-contain focus-visible:-outline-offset-3">
        {children}
      </div>
      {footer ? (
        <div className="border-line border-t p-4 pb-[max(1rem,env(safe-area-inset-bottom))]">{footer}</div>
      ) : null}
      <ToastRegion host={dialog} />
    </dialog>
  );
}
