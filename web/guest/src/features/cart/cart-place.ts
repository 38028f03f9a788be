/** Where the cart is on screen now: beside the menu, or as the bar that opens it. */
export function cartPlace(): Element | undefined {
  return [...document.querySelectorAll('[data-cart-target]')].find((place) => place.getClientRects().length > 0);
}

/** Whether there is room for the whole cart next to the menu. */
export function isCartBesideMenu(): boolean {
  return cartPlace()?.tagName === 'ASIDE';
}
