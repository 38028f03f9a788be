import { RefreshCw } from 'lucide-react';
import { createContext, type ReactNode, use, useEffect } from 'react';
import type { LiveStream } from '../live-stream.ts';
import { Strip } from '../ui/notice.tsx';
import { useLive } from '../use-live.ts';
import { useStateOf } from '../use-state-of.ts';
import type { Renewal } from './renewal.ts';

/** Milliseconds between two questions while the live connection does not come about: an old app may not understand the server. */
const whileLost = 30_000;

const RenewalContext = createContext<Renewal | null>(null);

export function RenewalProvider({ renewal, children }: { renewal: Renewal; children: ReactNode }): ReactNode {
  return <RenewalContext value={renewal}>{children}</RenewalContext>;
}

export function useRenewal(): Renewal {
  const renewal = use(RenewalContext);
  if (!renewal) throw new Error('useRenewal needs a RenewalProvider above it');
  return renewal;
}

/** A server that restarts closes every stream: whoever is connected again asks whether it is still the same release. */
export function useAskWhenBack(stream: LiveStream): void {
  const renewal = useRenewal();
  const isLive = useLive(stream).status === 'live';
  useEffect(() => {
    if (isLive) {
      void renewal.ask();
      return undefined;
    }
    const timer = setInterval(() => void renewal.ask(), whileLost);
    return () => clearInterval(timer);
  }, [renewal, isLive]);
}

export interface RenewalWords {
  offered: string;
  stuck: string;
  reload: string;
}

/** Says calmly that there is a newer release, once it has found no moment to come by itself. */
export function RenewalStrip({ words }: { words: RenewalWords }): ReactNode {
  const renewal = useRenewal();
  const state = useStateOf(renewal.state);
  const shown = state === 'offered' || state === 'stuck' ? words[state] : undefined;
  return (
    <output aria-live="polite" className="block">
      {shown === undefined ? null : (
        <Strip
          icon={RefreshCw}
          action={
            <button
              type="button"
              onClick={() => void renewal.renewNow()}
              className="min-h-12 rounded-card px-3 font-bold underline underline-offset-4"
            >
              {words.reload}
            </button>
          }
        >
          {shown}
        </Strip>
      )}
    </output>
  );
}
