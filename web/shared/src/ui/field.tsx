import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react';

export interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  hint?: string | undefined;
  /** What is wrong and what to do; said to screen readers with the field. */
  error?: string | undefined;
  ref?: Ref<HTMLInputElement>;
}

export function Field(props: FieldProps): ReactNode {
  const { label, hint, error, className = '', ...rest } = props;
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block font-semibold">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        className="min-h-12 w-full rounded-card border border-edge bg-surface px-4 text-ink text-lg placeholder:text-muted aria-invalid:border-danger"
        {...rest}
      />
      {note ? (
        <p id={`${id}-note`} className={`mt-1.5 text-sm ${error ? 'text-danger' : 'text-muted'}`}>
          {note}
        </p>
      ) : null}
    </div>
  );
}
