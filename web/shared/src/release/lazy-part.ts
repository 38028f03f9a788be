import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

/**
 * A part that is fetched when it is first shown. Where it cannot be, `missing` stands in its place: its file may be gone with
 * an older release, and the new page is on its way.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  missing: ComponentType<NoInfer<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: await load().catch(() => missing) }));
}
