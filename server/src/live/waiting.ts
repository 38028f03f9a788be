/** The promise's answer, or an error where it takes more than `limit` milliseconds. */
export async function inTime<Result>(promise: Promise<Result>, limit: number): Promise<Result> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`no answer in ${limit} ms`)), limit);
  timer.unref();
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** A promise whose rejection may find nobody waiting. */
export function breakable(): PromiseWithResolvers<never> {
  const broken = Promise.withResolvers<never>();
  broken.promise.catch(() => undefined);
  return broken;
}
