export const menuId = 'menu';

/** Sets keyboards and screen readers down at the start of the dishes. */
export function focusMenu(): void {
  document.getElementById(menuId)?.focus({ preventScroll: true });
}
