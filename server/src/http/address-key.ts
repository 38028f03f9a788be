import { isIPv6 } from 'node:net';

/**
 * What an address is counted by. A household or a shop is given a whole /64 of IPv6 addresses, so that one of them says nothing;
 * an IPv4 address is the same one where it is written as IPv6.
 */
export function addressKey(address: string): string {
  if (!address.includes(':')) return address;
  // The system's own way of writing IPv4, by far the most frequent.
  if (address.startsWith('::ffff:') && address.includes('.')) return address.slice('::ffff:'.length);
  const [bare = ''] = address.split('%', 1);
  if (!isIPv6(bare)) return address;
  const groups = groupsOf(bare);
  const [high = 0, low = 0] = groups.slice(6);
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) return ipv4Of(high, low);
  const network = groups.slice(0, 4).map((group) => group.toString(16));
  return `${network.join(':')}::/64`;
}

/** All eight. */
function groupsOf(address: string): number[] {
  const [start = [], end = []] = address.split('::', 2).map(partOf);
  const missing = 8 - start.length - end.length;
  return [...start, ...Array.from({ length: missing }, () => 0), ...end];
}

function partOf(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [a * 256 + b, c * 256 + d];
  });
}

function ipv4Of(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
