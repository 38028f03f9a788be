/** Whether something that this process works with is away. Tells once of each fall, and once of each return. */
export class Outage {
  readonly #onFall: (error: unknown) => void;
  readonly #onReturn: () => void;
  #isOn = false;

  constructor(onFall: (error: unknown) => void, onReturn: () => void = () => undefined) {
    this.#onFall = onFall;
    this.#onReturn = onReturn;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  /** It did not do what was asked. */
  failed(error: unknown): void {
    if (this.#isOn) return;
    this.#isOn = true;
    this.#onFall(error);
  }

  /** It did. */
  worked(): void {
    if (!this.#isOn) return;
    this.#isOn = false;
    this.#onReturn();
  }

  /** Nobody asks it any more. */
  forget(): void {
    this.#isOn = false;
  }
}
