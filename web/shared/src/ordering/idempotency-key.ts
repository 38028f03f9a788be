/**
 * 32 hex digits: the time, so that the server's index of keys grows at its end, then chance. `crypto.randomUUID` does not
 * exist on plain-HTTP addresses, which a shop's own network uses.
 */
export function newIdempotencyKey(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return time + Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
