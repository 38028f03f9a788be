import { ConfigError } from './environment.ts';

/** The address, or throws where it is none of these protocols'. */
export function urlOf(
  name: string,
  text: string | undefined,
  protocols: readonly [string, ...string[]],
): string | undefined {
  if (text === undefined) return undefined;
  const known = URL.canParse(text) && protocols.some((protocol) => new URL(text).protocol === `${protocol}:`);
  if (!known) throw new ConfigError(`${name} must look like ${protocols[0]}://host`);
  return text;
}

/** A web origin; a slash at its end does no harm, and a path has no meaning here. */
export function originOf(name: string, text: string | undefined): string | undefined {
  const url = urlOf(name, text, ['https', 'http']);
  if (url === undefined) return undefined;
  const { origin, pathname, search, hash, username } = new URL(url);
  if (`${pathname}${search}${hash}${username}` === '/') return origin;
  throw new ConfigError(`${name} must be an address without a path, such as https://order.example.com`);
}

/** A comma-separated list of web origins. */
export function originsOf(name: string, list: string): string[] {
  const origins = list
    .split(',')
    .map((origin) => origin.trim())
    .filter((origin) => origin !== '');
  for (const origin of origins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      throw new ConfigError(`${name} has "${origin}", which is no origin such as https://menu.example.com`);
    }
  }
  return origins;
}
