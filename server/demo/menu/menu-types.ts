/** Every name is given in all four languages of the guest app. */
export interface LocalText {
  ko: string;
  en: string;
  ja: string;
  zh: string;
}

/** Descriptions may leave out Japanese and Chinese; the guest then reads the store's language. */
export interface LocalDescription {
  ko: string;
  en: string;
  ja?: string;
  zh?: string;
}

export interface DemoOption {
  name: LocalText;
  /** Added to the dish's price, in won; may be negative. */
  priceDelta: number;
  soldOut?: true;
}

export interface DemoOptionGroup {
  name: LocalText;
  min: number;
  max: number;
  options: DemoOption[];
}

export interface DemoItem {
  name: LocalText;
  description: LocalDescription;
  /** In won. */
  price: number;
  /** A file in server/demo/pictures, or null for the plate the guest app draws itself. */
  picture: string | null;
  soldOut?: true;
  /** The fewest of it in an order. */
  minQuantity?: number;
  optionGroups?: DemoOptionGroup[];
}

export interface DemoCategory {
  name: LocalText;
  items: DemoItem[];
}
