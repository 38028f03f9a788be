import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export interface NoticeProps {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  /** What to do next. */
  action?: ReactNode;
  className?: string;
}

/** A designed empty, error or nothing-found state: what it is, why, and the way on. */
export function Notice({ icon: Icon, title, children, action, className = '' }: NoticeProps): ReactNode {
  return (
    <div className={`flex flex-col items-center justify-center gap-3 px-6 py-12 text-center ${className}`}>
      <span className="grid size-16 place-items-center rounded-full bg-accent-soft text-accent">
        <Icon aria-hidden="true" className="size-8" strokeWidth={1.75} />
      </span>
      <p className="font-bold text-lg">{title}</p>
      {children ? <div className="max-w-prose text-muted">{children}</div> : null}
      {action}
    </div>
  );
}

const tones = {
  calm: 'bg-sunken text-ink',
  warning: 'bg-pending-soft text-pending',
  danger: 'bg-danger-soft text-danger',
} as const;

/** A calm line across the screen: out of touch, offline, something to resolve. */
export function Strip(props: {
  icon: LucideIcon;
  tone?: keyof typeof tones;
  children: ReactNode;
  action?: ReactNode;
}): ReactNode {
  const { icon: Icon, tone = 'calm', children, action } = props;
  return (
    <div
      className={`flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-4 py-1.5 ${tones[tone]}`}
    >
      <Icon aria-hidden="true" className="size-5 shrink-0" />
      <div className="flex-1 font-medium">{children}</div>
      {action}
    </div>
  );
}
