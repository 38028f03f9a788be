import { createStore } from 'zustand/vanilla';
import { releaseOf, servedRelease } from './page-release.ts';
import { Quiet } from './quiet.ts';
import { forgetTries, rememberTry, wasTried } from './tried.ts';

/**
 * - `none`: this page is the server's, as far as is known
 * - `waiting`: there is a newer one, and it comes at the next quiet moment
 * - `offered`: there was no quiet moment for hours, so people are told
 * - `stuck`: a reload brought the old page again, or could do so without end
 */
export type RenewalState = 'none' | 'waiting' | 'offered' | 'stuck';

export interface RenewalOptions {
  /** Where the app's page lies: `/` or `/admin/`. */
  base: string;
  /** Something is under way that only the app knows of. */
  isBusy(): boolean;
  /** Begins to fetch the release ahead of its moment, where something in the browser keeps the old one. */
  prepare?(): void;
  /** Resolves when a reload brings the server’s release; rejects where that cannot be at the moment. */
  bring?(): Promise<void>;
}

const hour = 3_600_000;
const lookForQuiet = 5000;
const offerAfter = 4 * hour;

/** Keeps an open page up to date: learns that the server has another release, and reloads when nobody loses anything by it. */
export class Renewal {
  readonly state = createStore<RenewalState>(() => 'none');
  readonly #options: RenewalOptions;
  readonly #own: string | undefined;
  readonly #quiet = new Quiet();
  #newer: string | undefined;
  #foundAt = 0;
  #asking: Promise<void> | undefined;
  /** The page lacks a part of itself: whoever waits, waits for the reload. */
  #broken = false;
  #renewing = false;

  /** To be made before anything is loaded lazily. */
  constructor(options: RenewalOptions) {
    this.#options = options;
    // The development server's page has no release.
    this.#own = releaseOf(document, options.base);
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void this.ask();
    });
    // A file of this release that is gone from the server.
    addEventListener('vite:preloadError', () => void this.broke());
    setInterval(() => void this.ask(), hour);
    setInterval(() => this.#look(), lookForQuiet);
  }

  /** Asks the server which release it has; it may have been replaced since. */
  ask(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** A part of the page could not be loaded or drawn. Where that is because it is old, there is nothing to wait for. */
  async broke(): Promise<void> {
    this.#broken = true;
    await this.ask();
    this.#look();
  }

  /** A person asks for it. */
  async renewNow(): Promise<void> {
    await this.#renew(() => true);
    location.reload();
  }

  async #ask(): Promise<void> {
    if (this.#own === undefined) return;
    const served = await servedRelease(this.#options.base);
    if (served === undefined) return;
    if (served === this.#own) {
      forgetTries();
      this.#newer = undefined;
      this.#broken = false;
      this.state.setState('none');
      return;
    }
    if (served !== this.#newer) {
      this.#newer = served;
      this.#foundAt = performance.now();
      this.#options.prepare?.();
    }
    if (wasTried(served)) this.state.setState('stuck');
    else if (this.state.getState() !== 'offered') this.state.setState('waiting');
  }

  #look(): void {
    // A screen that cannot be drawn asks for nothing else.
    if (this.#broken && this.state.getState() === 'none') void this.ask();
    const state = this.state.getState();
    if (state !== 'waiting' && state !== 'offered') return;
    if (performance.now() - this.#foundAt > offerAfter) this.state.setState('offered');
    if (this.#mayRenew()) void this.#renew(() => this.#mayRenew());
  }

  #mayRenew(): boolean {
    if (this.#options.isBusy()) return false;
    return this.#broken ? !this.#quiet.hasUnsaved() : this.#quiet.isNow();
  }

  async #renew(stillMay: () => boolean): Promise<void> {
    const release = this.#newer;
    if (release === undefined || this.#renewing) return;
    this.#renewing = true;
    try {
      await this.#options.bring?.();
      if (!stillMay()) return;
      // Where nothing can be remembered, the cart could not be kept either, and a reload in vain would not be the last.
      if (rememberTry(release)) location.reload();
      else this.state.setState('stuck');
    } catch {
      // The server is away again; there will be another moment.
    } finally {
      this.#renewing = false;
    }
  }
}
