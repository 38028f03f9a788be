import { expect, type Locator, type Page } from '@playwright/test';
import type { Language } from '@soban/contract/vocabulary';
import { Owner } from './api.ts';
import type { SobanServer } from './soban-server.ts';

/** Dishes of the demo store as a guest reads them in English; staff read them in the store's own language. */
export const dishes = {
  /** Required: Spice level. Optional: Add. */
  kimchiStew: { name: 'Kimchi Stew', korean: '김치찌개', price: 9500 },
  /** Nothing to choose. */
  beefSoup: { name: 'Spicy Beef Soup', korean: '육개장', price: 11_500 },
  chickenSoup: { name: 'Ginseng Chicken Soup', korean: '삼계탕', price: 18_000 },
  ricePunch: { name: 'Sweet Rice Punch', korean: '식혜', price: 4000 },
  makgeolli: { name: 'Fresh Makgeolli', korean: '생막걸리', price: 7000 },
} as const;

/** `₩12,000`, as both apps write it in English. */
export function won(amount: number): string {
  return `₩${amount.toLocaleString('en')}`;
}

export interface GuestOptions {
  server: SobanServer;
  table: number;
  /** The server's address by another name. */
  url?: string;
  /** Chosen already, as by the party before a reload; null leaves the store's own. */
  language: Language | null;
}

/** A table's tablet or a guest's phone, in English. */
export class GuestScreen {
  readonly page: Page;
  readonly #where: GuestOptions;

  constructor(page: Page, where: GuestOptions) {
    this.page = page;
    this.#where = where;
  }

  /** Through the link of the table's QR code. */
  async pair(): Promise<void> {
    const { server, table, language, url = server.url } = this.#where;
    if (language) await chooseLanguageOnce(this.page, language);
    await this.page.goto(`${url}/pair?store=${server.storeCode}&table=${table}`);
    await this.page.locator('input[type="password"]').fill(server.password);
    await this.page.locator('button[type="submit"]').click();
    await expect(this.page.locator('#menu').getByRole('listitem').first()).toBeVisible();
  }

  /** A sheet or dialog by its title. */
  sheet(title: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name: title });
  }

  /** A dish's card on the menu. */
  card(dish: string): Locator {
    const menu = this.page.locator('#menu');
    return menu.getByRole('listitem').filter({ has: this.page.getByRole('link', { name: new RegExp(`^${dish}`) }) });
  }

  /** One tap puts a dish without options into the cart. */
  async add(dish: string): Promise<void> {
    await this.page.getByRole('button', { name: `Add ${dish}`, exact: true }).click();
  }

  async addWith(dish: string, ...options: string[]): Promise<void> {
    await this.page.getByRole('link', { name: `Choose options for ${dish}`, exact: true }).click();
    const sheet = this.sheet(dish);
    for (const option of options) await sheet.getByText(option, { exact: true }).click();
    await sheet.getByRole('button', { name: /^Add for/ }).click();
    await expect(sheet).toBeHidden();
  }

  /** The cart beside the menu. */
  get cart(): Locator {
    return this.page.getByRole('complementary', { name: 'Cart' });
  }

  cartLine(text: string | RegExp): Locator {
    return this.cart.getByRole('listitem').filter({ hasText: text });
  }

  get orderButton(): Locator {
    return this.cart.getByRole('button', { name: 'Order', exact: true });
  }

  get review(): Locator {
    return this.sheet('Check your order');
  }

  get confirmButton(): Locator {
    return this.review.getByRole('button', { name: /^Order for/ });
  }

  get placed(): Locator {
    return this.sheet('Your order is in');
  }

  /** Orders what is in the cart, up to the answer; says its number. */
  async placeOrder(): Promise<string> {
    await this.orderButton.click();
    await this.confirmButton.click();
    return this.readNumber();
  }

  async readNumber(): Promise<string> {
    const number = this.placed.getByText(/^T\d+-\d+$/);
    await expect(number).toBeVisible();
    return number.innerText();
  }

  async backToMenu(): Promise<void> {
    await this.placed.getByRole('button', { name: 'Back to the menu' }).click();
    await expect(this.placed).toBeHidden();
  }

  /** Opens one of the sheets that the header leads to, e.g. `Orders`; on a phone the call is at the foot. */
  async open(tool: string | RegExp): Promise<void> {
    await this.page.locator('header, footer').getByRole('link', { name: tool }).click();
  }

  get visit(): Locator {
    return this.sheet('Your orders');
  }

  visitOrder(number: string): Locator {
    return this.visit.getByRole('listitem').filter({ has: this.page.getByRole('heading', { name: number }) });
  }

  /** What is said in passing. */
  toast(text: string | RegExp): Locator {
    return this.page.getByRole('status').getByText(text);
  }
}

/** The staff's screen, in English. */
export class StaffScreen {
  readonly page: Page;
  readonly server: SobanServer;

  constructor(page: Page, server: SobanServer) {
    this.page = page;
    this.server = server;
  }

  /** Whoever is signed in here, at the API. */
  owner(): Promise<Owner> {
    return Owner.signIn(this.server);
  }

  async signIn(): Promise<void> {
    await this.page.goto(`${this.server.url}/admin/`);
    await this.fillSignIn();
    await expect(this.status).toHaveText('Live');
  }

  async fillSignIn(password = this.server.password, username = 'owner'): Promise<void> {
    await this.page.getByLabel('Store code').fill(this.server.storeCode);
    await this.page.getByLabel('Username').fill(username);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  /** Live, reconnecting, offline. */
  get status(): Locator {
    return this.page.getByRole('banner').getByRole('status');
  }

  /** What stays at the foot for as long as the screen is out of touch. */
  get lostBanner(): Locator {
    return this.page.getByRole('alert').filter({ hasText: 'Not live since' });
  }

  card(table: number): Locator {
    return this.page.getByRole('article', { name: `Table ${table}`, exact: true });
  }

  async openTable(table: number): Promise<Locator> {
    await this.page.getByRole('button', { name: `Open table ${table}`, exact: true }).click();
    return this.drawer(table);
  }

  drawer(table: number): Locator {
    return this.page.getByRole('dialog', { name: `Table ${table}`, exact: true });
  }

  dialog(title: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name: title });
  }

  /** The ways in the header, or at the thumb on a phone. */
  get #ways(): Locator {
    const { page } = this;
    return page.getByRole('banner').or(page.locator('nav[aria-label="Screens"]'));
  }

  /** One of the panels, e.g. `Menu`. */
  async openPanel(name: string): Promise<void> {
    await this.#ways.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  }

  async openKitchen(): Promise<void> {
    await this.#ways.getByRole('link', { name: 'Kitchen' }).click();
    await expect(this.page.getByRole('heading', { name: 'Kitchen', level: 1 })).toBeAttached();
  }
}

/** As if the party had chosen it; a reset for the next party stays a reset. */
async function chooseLanguageOnce(page: Page, language: Language): Promise<void> {
  await page.addInitScript((chosen) => {
    // A page without an address has no storage.
    if (!location.protocol.startsWith('http') || localStorage.getItem('soban.language') !== null) return;
    localStorage.setItem('soban.language', JSON.stringify({ state: { chosen }, version: 1 }));
  }, language);
}
