/** How many of `latest`, from the top, come before the first that is already `shown`. */
export function newOnTop(latest: readonly string[], shown: readonly string[]): number {
  const known = new Set(shown);
  const first = latest.findIndex((id) => known.has(id));
  return first === -1 ? latest.length : first;
}
