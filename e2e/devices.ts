import type { Browser, BrowserContext, BrowserContextOptions, ConsoleMessage, Page } from '@playwright/test';

const tablet = { width: 1280, height: 800 };

/** A test's browsers, each as on a device of its own, and what their pages complained about. */
export class Devices {
  readonly complaints: string[] = [];
  readonly #browser: Browser;
  readonly #networkFaults: boolean;
  readonly #contexts: BrowserContext[] = [];

  /** `networkFaults`: the test takes the server or the network away, so that requests fail by design. */
  constructor(browser: Browser, networkFaults: boolean) {
    this.#browser = browser;
    this.#networkFaults = networkFaults;
  }

  async open(options: BrowserContextOptions): Promise<Page> {
    const context = await this.#browser.newContext({ viewport: tablet, ...options });
    this.#contexts.push(context);
    this.#listenTo(context);
    return context.newPage();
  }

  async close(): Promise<void> {
    for (const context of this.#contexts.splice(0)) await context.close();
  }

  /** No page may throw, complain on the console, break the content security policy or ask for what is not there unnoticed. */
  #listenTo(context: BrowserContext): void {
    context.on('weberror', (error) =>
      this.complaints.push(`uncaught: ${error.error().stack ?? error.error().message}`),
    );
    context.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return;
      if (this.#isByDesign(message)) return;
      this.complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`);
    });
  }

  #isByDesign(message: ConsoleMessage): boolean {
    const text = message.text();
    // The browser notes each refusal of the API by itself; the app tells the person in its own words.
    const refused = /^Failed to load resource: the server responded with a status of 4\d\d/.test(text);
    if (refused && new URL(message.location().url).pathname.startsWith('/api/')) return true;
    // Files of a release that is gone are gone as well.
    return this.#networkFaults && /net::ERR_|status of (404|503)/.test(text);
  }
}
