import { type ReactNode, useId } from 'react';

export interface SwitchProps {
  label: string;
  hint?: string | undefined;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** On or off, taking effect at once. */
export function Switch({ label, hint, checked, onChange }: SwitchProps): ReactNode {
  const id = useId();
  return (
    <div className="flex items-center justify-between gap-4">
      <div className="min-w-0">
        <p id={id} className="font-semibold">
          {label}
        </p>
        {hint ? (
          <p id={`${id}-hint`} className="text-muted text-sm">
            {hint}
          </p>
        ) : null}
      </div>
      <button
        type="button"
        role="switch"
        aria-checked={checked}
        aria-labelledby={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onClick={() => onChange(!checked)}
        className="group grid h-12 w-16 shrink-0 place-items-center rounded-card"
      >
        <span className="flex h-8 w-14 items-center rounded-full border-2 border-edge bg-sunken px-0.5 transition-colors group-aria-checked:border-accent group-aria-checked:bg-accent">
          <span className="size-6 rounded-full bg-edge transition-transform group-aria-checked:translate-x-5.5 group-aria-checked:bg-on-accent" />
        </span>
      </button>
    </div>
  );
}
