const POLL_MS = 50;

/** Looks again and again until `look` answers something other than undefined; fails with `what` after `withinMs`. */
export async function until<T>(what: string, withinMs: number, look: () => Promise<T | undefined>): Promise<T> {
  const patience = AbortSignal.timeout(withinMs);
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (patience.aborted) throw new Error(`Waited ${withinMs} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
