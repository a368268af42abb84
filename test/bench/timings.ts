/** Times of one kind of call, in milliseconds. */
export interface Timings {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Runs `call` for each subject, one after the other, and says how long each took. The first few, unmeasured, warm up. */
export async function timeEach<T>(subjects: readonly T[], call: (subject: T) => Promise<unknown>): Promise<Timings> {
  for (const subject of subjects.slice(0, Math.min(10, subjects.length))) await call(subject);
  const times: number[] = [];
  for (const subject of subjects) {
    const startedAt = performance.now();
    await call(subject);
    times.push(performance.now() - startedAt);
  }
  return timingsOf(times);
}

/** The order statistics of times given in milliseconds. */
export function timingsOf(times: readonly number[]): Timings {
  const ordered = times.toSorted((one, other) => one - other);
  const at = (share: number): number => ordered[Math.min(ordered.length - 1, Math.floor(share * ordered.length))] ?? 0;
  return { count: ordered.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: ordered.at(-1) ?? 0 };
}

/** Writes one figure as every benchmark does. */
export function figure(what: string, value: number, unit: string): void {
  console.log(`figure ${what} ${round(value)} ${unit}`);
}

/** Writes one ratio as every benchmark does. */
export function ratio(what: string, value: number): void {
  console.log(`ratio ${what} ${round(value)}`);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
