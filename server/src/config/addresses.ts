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
