/**
 * Runs `work` by our own clock. When `ms` pass or a parent aborts, the signal given to `work` aborts and the promise
 * rejects at once, whether or not `work` heeds the signal. The timer and the links to the parents end with the work.
 *
 * @param parents signals whose abort ends the work too; the promise then rejects with the parent's reason.
 * @param expired makes the error for when the time is over.
 * @example await within(5000, [caller], () => new StripeFailure('timeout'), (signal) => fetch(url, { signal }))
 */
export async function within<T>(
  ms: number,
  parents: readonly AbortSignal[],
  expired: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  for (const parent of parents) parent.throwIfAborted();
  const controller = new AbortController();
  const { signal } = controller;
  const aborted = Promise.withResolvers<never>();
  signal.addEventListener('abort', () => aborted.reject(signal.reason), { once: true });
  const timer = setTimeout(() => controller.abort(expired()), ms);
  // Not AbortSignal.any: the caller's and the gateway's signals live long, and would keep a link for each call.
  const unlink = parents.map((parent) => {
    const follow = () => controller.abort(parent.reason);
    parent.addEventListener('abort', follow, { once: true });
    return () => parent.removeEventListener('abort', follow);
  });
  try {
    return await Promise.race([work(signal), aborted.promise]);
  } finally {
    clearTimeout(timer);
    for (const end of unlink) end();
  }
}
