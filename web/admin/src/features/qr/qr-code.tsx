import { create } from 'qrcode';
import type { ReactNode } from 'react';

/** The margin the standard asks for, in modules. */
const quiet = 4;

/** Dark on light whatever the theme: scanners read nothing else reliably. */
export function QrCode({ text, label, className }: { text: string; label: string; className: string }): ReactNode {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const side = modules.size + 2 * quiet;
  const squares = Array.from(modules.data, (dark, at) =>
    dark ? `M${(at % modules.size) + quiet} ${Math.floor(at / modules.size) + quiet}h1v1h-1z` : '',
  ).join('');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      className={`bg-white text-black ${className}`}
    >
      <path d={squares} fill="currentColor" />
    </svg>
  );
}
