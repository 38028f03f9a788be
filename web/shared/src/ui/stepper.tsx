import { Minus, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';

export interface StepperProps {
  value: number;
  /** What stands for the value, where it is not the figure. */
  shown?: string | undefined;
  min: number;
  max: number;
  /** What is counted, e.g. the dish: the group's name. */
  label: string;
  fewerLabel: string;
  moreLabel: string;
  onChange: (value: number) => void;
}

/** A quantity between two buttons. */
export function Stepper(props: StepperProps): ReactNode {
  const { value, shown, min, max, label, fewerLabel, moreLabel, onChange } = props;
  return (
    <fieldset aria-label={label} className="flex items-center rounded-card border border-edge bg-surface">
      <IconButton label={fewerLabel} icon={Minus} disabled={value <= min} onClick={() => onChange(value - 1)} />
      <output aria-live="polite" className="min-w-8 text-center font-bold text-lg">
        {shown ?? value}
      </output>
      <IconButton label={moreLabel} icon={Plus} disabled={value >= max} onClick={() => onChange(value + 1)} />
    </fieldset>
  );
}
