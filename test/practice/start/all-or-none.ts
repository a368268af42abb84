/**
 * Runs everything at once. When one fails, the others are told by the signal they get, and all of them are over when
 * this rejects with the first failure.
 */
export async function allOrNone<const Results extends readonly unknown[]>(
  signal: AbortSignal,
  begin: (signal: AbortSignal) => { readonly [Place in keyof Results]: Promise<Results[Place]> },
): Promise<Results> {
  const failing = new AbortController();
  const begun = begin(AbortSignal.any([signal, failing.signal]));
  const all = Promise.all(begun);
  all.catch((error: unknown) => failing.abort(error));
  await Promise.allSettled(begun);
  return all;
}
