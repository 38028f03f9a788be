/**
 * The built files that a page of ours starts with. Each carries a hash of its content in its name, so together they name
 * the release; undefined where the page is not ours, such as a proxy's own.
 */
export function releaseOf(page: Document, base: string): string | undefined {
  const files = [...page.querySelectorAll('script[src], link[rel="stylesheet"]')]
    .map((each) => each.getAttribute('src') ?? each.getAttribute('href') ?? '')
    .filter((path) => path.startsWith(`${base}assets/`));
  return files.length === 0 ? undefined : files.toSorted().join(' ');
}

/** Which release an address of the app's page answers with; undefined where it does not answer with one. */
export async function releaseAt(address: string, base: string, cache: RequestCache): Promise<string | undefined> {
  try {
    const response = await fetch(address, { cache, signal: AbortSignal.timeout(10_000) });
    if (!response.ok) return undefined;
    return releaseOf(new DOMParser().parseFromString(await response.text(), 'text/html'), base);
  } catch {
    return undefined;
  }
}

/** The server's own word: the query leads past a service worker, which knows the page without one. */
export function servedRelease(base: string): Promise<string | undefined> {
  return releaseAt(`${base}index.html?release=${Date.now()}`, base, 'no-store');
}
