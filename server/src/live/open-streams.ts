import type { Stream } from './stream.ts';

/** Streams of one sign-in: a wall of boards in a browser's tabs, and some to spare. */
const limit = 10;
/** An `EventSource` that is sent away comes back after a minute, so that two screens do not throw each other out in turns. */
const tooMany = `: closed: more than ${limit} live streams are open with this sign-in\nretry: 60000\n\n`;

/** All open streams of this instance, by sign-in, each one's oldest first. */
export class OpenStreams {
  readonly #bySignIn = new Map<string, Stream[]>();

  /** Takes the stream in; where its sign-in has too many, the oldest has to go. */
  add(stream: Stream): void {
    const { signInId } = stream.owner;
    const streams = this.#bySignIn.get(signInId);
    if (!streams) {
      this.#bySignIn.set(signInId, [stream]);
      return;
    }
    streams.push(stream);
    const open = streams.filter((one) => !one.isClosed);
    if (open.length > limit) open[0]?.dismiss(tooMany);
  }

  remove(stream: Stream): void {
    const { signInId } = stream.owner;
    const others = this.#bySignIn.get(signInId)?.filter((one) => one !== stream) ?? [];
    if (others.length === 0) this.#bySignIn.delete(signInId);
    else this.#bySignIn.set(signInId, others);
  }

  signInIds(): Iterable<string> {
    return this.#bySignIn.keys();
  }

  of(signInId: string): readonly Stream[] {
    return this.#bySignIn.get(signInId) ?? [];
  }

  *[Symbol.iterator](): Iterator<Stream> {
    for (const streams of this.#bySignIn.values()) yield* streams;
  }
}
