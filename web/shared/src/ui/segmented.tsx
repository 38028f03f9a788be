import { type ReactNode, useId } from 'react';

export interface SegmentedProps<Value extends string> {
  label: string;
  /** The heading around it says the same already. */
  labelHidden?: boolean;
  value: Value;
  choices: readonly { value: Value; label: string; lang?: string }[];
  onChange: (value: Value) => void;
}

/** One of a few, as radio buttons that look like one control. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>): ReactNode {
  const { label, labelHidden = false, value, choices, onChange } = props;
  const name = useId();
  return (
    <fieldset>
      <legend className={labelHidden ? 'sr-only' : 'mb-1.5 font-semibold'}>{label}</legend>
      <div className="flex flex-wrap gap-1 rounded-card border border-line bg-sunken p-1">
        {choices.map((choice) => (
          <label
            key={choice.value}
            lang={choice.lang}
            className="flex min-h-12 flex-1 items-center justify-center whitespace-nowrap rounded-[0.625rem] border border-transparent px-4 font-medium has-checked:border-accent has-checked:bg-surface has-checked:font-bold has-checked:text-accent-strong has-checked:shadow-card has-focus-visible:outline-3 has-focus-visible:outline-(--focus)"
          >
            <input
              type="radio"
              name={name}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
              className="sr-only"
            />
            {choice.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
