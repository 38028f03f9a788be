/** Visitors let in before others have a turn of the event loop: about 2 ms of work. */
const atOnce = 4;

/**
 * Lets in those who want to sign in a few at a time, and from each address in turn: a crowd that knocks at once keeps neither
 * who comes from elsewhere waiting nor those who only want a page or to order.
 */
export class Doorway {
  /** By address; whose turn it is next stands first. */
  readonly #waiting = new Map<string, (() => void)[]>();
  #isOpening = false;

  /** Settles when it is the visitor's turn. */
  pass(address: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const others = this.#waiting.get(address);
    if (others) others.push(resolve);
    else this.#waiting.set(address, [resolve]);
    this.#open();
    return promise;
  }

  /** How many from there have not had their turn. */
  waitingFrom(address: string): number {
    return this.#waiting.get(address)?.length ?? 0;
  }

  #open(): void {
    if (this.#isOpening || this.#waiting.size === 0) return;
    this.#isOpening = true;
    setImmediate(() => {
      this.#isOpening = false;
      this.#letIn();
      this.#open();
    });
  }

  #letIn(): void {
    let left = atOnce;
    // An address that has more to come is put behind all others: the loop comes by again.
    for (const [address, visitors] of this.#waiting) {
      visitors.shift()?.();
      this.#waiting.delete(address);
      if (visitors.length > 0) this.#waiting.set(address, visitors);
      left -= 1;
      if (left === 0) return;
    }
  }
}
