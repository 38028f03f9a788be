import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';

const base =
  'inline-flex select-none items-center justify-center gap-2 rounded-card font-semibold transition-colors duration-150 ' +
  'disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50';

const looks = {
  primary: 'bg-accent text-on-accent enabled:hover:bg-accent-strong enabled:active:bg-accent-strong',
  secondary: 'border border-edge bg-surface text-ink enabled:hover:bg-sunken enabled:active:bg-sunken',
  /** In the colour of what it stands in. */
  quiet: 'enabled:hover:bg-sunken enabled:active:bg-sunken',
  danger: 'border border-danger bg-surface text-danger enabled:hover:bg-danger-soft enabled:active:bg-danger-soft',
} as const;

const sizes = {
  normal: 'min-h-12 px-4 text-base',
  large: 'min-h-14 px-6 text-lg',
  /** For the kitchen's wet hands. */
  huge: 'min-h-16 px-8 text-xl',
} as const;

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: keyof typeof looks;
  size?: keyof typeof sizes;
  icon?: LucideIcon;
  ref?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps): ReactNode {
  const { look = 'secondary', size = 'normal', icon: Icon, className = '', children, ...rest } = props;
  return (
    <button type="button" className={`${base} ${looks[look]} ${sizes[size]} ${className}`} {...rest}>
      {Icon ? <Icon aria-hidden="true" className="size-5 shrink-0" /> : null}
      {children}
    </button>
  );
}

export interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** Said by screen readers and shown as a tooltip: there is no visible word. */
  label: string;
  icon: LucideIcon;
  look?: keyof typeof looks;
  ref?: Ref<HTMLButtonElement>;
}

export function IconButton(props: IconButtonProps): ReactNode {
  const { label, icon: Icon, look = 'quiet', className = '', ...rest } = props;
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={`${base} ${looks[look]} size-12 shrink-0 ${className}`}
      {...rest}
    >
      <Icon aria-hidden="true" className="size-5" />
    </button>
  );
}
