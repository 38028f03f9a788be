/** The promise's answer, or an error where it takes more than `limit` milliseconds. */
export async function inTime<Result>(
  promise: Promise<Result>,
  limit: number,
  lateness: () => Error = () => new Error(`no answer in ${limit} ms`),
): Promise<Result> {
  const late = Promise.withResolvers<never>();
  // An answer that has come while this process was busy is read before the immediate: it is not late.
  const timer = setTimeout(() => setImmediate(() => late.reject(lateness())), limit).unref();
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
