/**
 * Does the work every so many milliseconds, never beside itself: what takes longer leaves turns out. It keeps no process alive and
 * handles its own errors. Answers how to stop it.
 */
export function every(interval: number, work: () => void | Promise<void>): () => void {
  let isAtWork = false;
  const timer = setInterval(() => void turn(), interval).unref();
  async function turn(): Promise<void> {
    if (isAtWork) return;
    isAtWork = true;
    try {
      await work();
    } finally {
      isAtWork = false;
    }
  }
  return () => clearInterval(timer);
}
