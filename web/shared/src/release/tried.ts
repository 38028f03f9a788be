const key = 'soban.renewal';
/** A proxy that keeps old pages may be right by then, and a rolling upgrade is over. */
const tryAgainAfter = 6 * 3_600_000;

/** Remembers through the reload that this tab was reloaded for a release; answers whether it can be remembered. */
export function rememberTry(release: string): boolean {
  try {
    sessionStorage.setItem(key, JSON.stringify({ release, at: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

/** Whether this tab was reloaded for that release not long ago, in vain. */
export function wasTried(release: string): boolean {
  try {
    const tried = JSON.parse(sessionStorage.getItem(key) ?? 'null') as { release?: unknown; at?: unknown } | null;
    return tried?.release === release && Date.now() - Number(tried.at) < tryAgainAfter;
  } catch {
    return false;
  }
}

export function forgetTries(): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept there either.
  }
}
