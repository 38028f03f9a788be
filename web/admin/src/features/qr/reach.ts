/** How far an address reaches that is printed on a code: from this computer alone, from the shop's own network, or from everywhere. */
export type Reach = 'computer' | 'network' | 'everywhere';

export function reachOf(url: string): Reach {
  const { hostname } = new URL(url);
  if (hostname === 'localhost' || hostname.endsWith('.localhost') || /^127\.|^\[::1\]$/.test(hostname))
    return 'computer';
  const isPrivate =
    /^(10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\./.test(hostname) ||
    /^\[f[cde]/.test(hostname) ||
    /\.(local|lan|home|internal|home\.arpa)$/.test(hostname) ||
    !/[.:]/.test(hostname);
  return isPrivate ? 'network' : 'everywhere';
}
