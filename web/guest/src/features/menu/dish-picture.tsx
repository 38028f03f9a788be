import type { MenuItem } from '@soban/contract/menu';
import { srcsetOf } from '@soban/contract/pictures';
import type { ReactNode } from 'react';

export interface DishPictureProps {
  item: Pick<MenuItem, 'name' | 'imageUrl' | 'soldOut'>;
  /** In the first screenful: fetched at once instead of when it comes near. */
  eager?: boolean;
  /** How wide it is shown, as an `<img>`'s `sizes` says it. */
  sizes: string;
  className?: string;
}

/** Always 4:3. The name stands next to it, so the picture itself says nothing to a screen reader. */
export function DishPicture({ item, eager = false, sizes, className = '' }: DishPictureProps): ReactNode {
  const dimmed = item.soldOut ? 'opacity-45 grayscale' : '';
  if (item.imageUrl === null) return <Plate initial={[...item.name][0] ?? ''} className={`${dimmed} ${className}`} />;
  return (
    <img
      src={item.imageUrl}
      srcSet={srcsetOf(item.imageUrl)}
      sizes={sizes}
      alt=""
      width={800}
      height={600}
      loading={eager ? 'eager' : 'lazy'}
      fetchPriority={eager ? 'high' : 'auto'}
      decoding="async"
      className={`aspect-4/3 w-full bg-sunken object-cover ${dimmed} ${className}`}
    />
  );
}

/** A dish without a picture: an empty plate on the table, with chopsticks and the first letter of its name. */
function Plate({ initial, className }: { initial: string; className: string }): ReactNode {
  return (
    <svg viewBox="0 0 400 300" aria-hidden="true" className={`aspect-4/3 w-full ${className}`}>
      <rect width="400" height="300" className="fill-sunken" />
      <ellipse cx="186" cy="160" rx="122" ry="112" className="fill-line" />
      <circle cx="186" cy="150" r="112" className="fill-surface stroke-line" strokeWidth="2" />
      <circle cx="186" cy="150" r="82" className="fill-none stroke-line" strokeWidth="2" />
      <g className="stroke-accent" strokeWidth="7" strokeLinecap="round">
        <path d="M336 48 328 252" />
        <path d="M358 48 346 252" />
      </g>
      <text
        x="186"
        y="150"
        textAnchor="middle"
        dominantBaseline="central"
        fontSize="72"
        className="fill-muted font-bold"
      >
        {initial}
      </text>
    </svg>
  );
}
