import type { OrderStatus } from '@soban/contract/vocabulary';
import { Ban, Check, Clock, CookingPot, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** A status is never told by colour alone: each has its icon, and whoever shows it adds its word. */
export const statusIcons: Readonly<Record<OrderStatus, LucideIcon>> = {
  pending: Clock,
  preparing: CookingPot,
  completed: Check,
  canceled: Ban,
};

export const statusColours: Readonly<Record<OrderStatus, string>> = {
  pending: 'bg-pending-soft text-pending',
  preparing: 'bg-preparing-soft text-preparing',
  completed: 'bg-completed-soft text-completed',
  canceled: 'bg-canceled-soft text-canceled',
};

export function OrderStatusBadge({ status, word }: { status: OrderStatus; word: string }): ReactNode {
  const Icon = statusIcons[status];
  return (
    <span
      className={`inline-flex min-h-8 items-center gap-1.5 whitespace-nowrap rounded-full border border-current/25 px-3 font-semibold text-sm ${statusColours[status]}`}
    >
      <Icon aria-hidden="true" className="size-4" />
      {word}
    </span>
  );
}
