import type { ReactNode, RefObject } from 'react';
import { create } from 'zustand';

export interface Toast {
  message: string;
  /** E.g. undo. */
  action?: { label: string; run: () => void };
  tone?: 'plain' | 'danger';
}

interface Shown extends Toast {
  id: number;
}

/** Long enough to read and to reach the undo button. */
const shortest = 4000;
const withAction = 8000;

interface Toasts {
  shown: Shown | undefined;
  /** Open modal dialogs, the topmost last: everything outside of it is inert, so the toast has to be inside. */
  hosts: readonly HTMLDialogElement[];
}

const useToasts = create<Toasts>(() => ({ shown: undefined, hosts: [] }));
/** Said in this very moment, so that a dialog opening now comes with it and not after it. */
let fresh = false;
let nextId = 1;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says something in passing; the newest replaces the one before. */
export function showToast(toast: Toast): void {
  clearTimeout(timer);
  useToasts.setState({ shown: { ...toast, id: nextId } });
  nextId += 1;
  fresh = true;
  setTimeout(() => {
    fresh = false;
  });
  timer = setTimeout(dismissToast, toast.action ? withAction : shortest);
}

export function dismissToast(): void {
  clearTimeout(timer);
  useToasts.setState({ shown: undefined });
}

/** Whether something can be taken back at this moment. */
export function offersUndo(): boolean {
  return useToasts.getState().shown?.action !== undefined;
}

/** Moves the toasts into a modal dialog while it is open. */
export function hostToasts(dialog: HTMLDialogElement): () => void {
  useToasts.setState(({ hosts }) => ({ hosts: [...hosts, dialog] }));
  const { shown } = useToasts.getState();
  // What was said in passing before is not worth covering the sheet's buttons; an undo is.
  if (shown && !shown.action && !fresh) dismissToast();
  return () => useToasts.setState(({ hosts }) => ({ hosts: hosts.filter((host) => host !== dialog) }));
}

/** The live region: one without a host at the root of the app, one in every sheet. */
export function ToastRegion({ host }: { host?: RefObject<HTMLDialogElement | null> }): ReactNode {
  const toast = useToasts(({ shown }) => shown);
  const top = useToasts(({ hosts }) => hosts.at(-1));
  const mine = host ? top === host.current : top === undefined;
  return (
    <output
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-[calc(var(--toast-bottom,0px)+1rem)] z-50 flex justify-center px-4"
    >
      {mine && toast ? <ToastCard key={toast.id} toast={toast} /> : null}
    </output>
  );
}

function ToastCard({ toast }: { toast: Shown }): ReactNode {
  const tone = toast.tone === 'danger' ? 'bg-danger-soft text-danger border-danger' : 'bg-ink text-paper border-ink';
  const { action } = toast;
  return (
    <div
      className={`pointer-events-auto flex min-h-12 max-w-lg animate-rise items-center gap-2 rounded-card border pl-5 shadow-card ${tone} ${action ? 'pr-1' : 'pr-5'}`}
    >
      <p className="py-3 font-medium">{toast.message}</p>
      {action ? (
        <button
          type="button"
          className="min-h-12 shrink-0 rounded-card px-4 font-bold underline underline-offset-4 hover:bg-paper/15"
          onClick={() => {
            dismissToast();
            action.run();
          }}
        >
          {action.label}
        </button>
      ) : null}
    </div>
  );
}
