import type { Me } from '@soban/contract/auth';
import * as endpoints from '@soban/contract/endpoints';
import type { Api } from './api.ts';

type Kind = Me['kind'];
export type MeAs<K extends Kind> = Extract<Me, { kind: K }>;

/** Who is signed in here as that. A browser may be staff's and a table's as well: whoever is not of the app's kind is nobody in it. */
export async function fetchMe<K extends Kind>(kind: K, api: Api, signal?: AbortSignal): Promise<MeAs<K> | null> {
  const me = await api.call(endpoints.whoAmI, signal && { signal });
  return isOf(kind, me) ? me : null;
}

function isOf<K extends Kind>(kind: K, me: Me): me is MeAs<K> {
  return me.kind === kind;
}
