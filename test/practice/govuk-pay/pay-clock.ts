/** The stand-in's own time. Every limit and delay of the stand-in is measured on it. */
export type PayClock = {
  /** Milliseconds since 1970 on this clock. */
  now(): number;
  /** Moves the clock forward by `ms` at once; whatever becomes due by that happens. Refuses to go back. */
  advance(ms: number): void;
  /** Moves the clock forward to `at` where it is behind it. */
  notBefore(at: number): void;
  /** Resolves when the clock reaches `at`, or when `signal` aborts. */
  until(at: number, signal: AbortSignal): Promise<void>;
};

type Wait = { at: number; end: () => void };

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * A clock that runs at `speed` times real time from `startAt` (milliseconds since 1970, now by default).
 * Speed 0 stands still and moves only by `advance`.
 */
export function createPayClock({ startAt = Date.now(), speed = 1 } = {}): PayClock {
  if (!Number.isFinite(speed) || speed < 0) throw new Error(`A clock cannot run at speed ${speed}.`);
  const startedAt = Date.now();
  let movedMs = 0;
  const now = (): number => Math.floor(startAt + (Date.now() - startedAt) * speed + movedMs);
  const waits = createWaits(now, speed);
  const advance = (ms: number): void => {
    if (!Number.isFinite(ms) || ms < 0) throw new Error(`A clock cannot move by ${ms} ms.`);
    movedMs += ms;
    waits.endDue();
  };
  return {
    now,
    advance,
    notBefore: (at) => advance(Math.max(0, at - now())),
    until: (at, signal) => waits.add(at, signal),
  };
}

function createWaits(now: () => number, speed: number) {
  const pending = new Set<Wait>();
  let timer: NodeJS.Timeout | undefined;

  function endDue(): void {
    for (const wait of [...pending]) if (wait.at <= now()) wait.end();
    clearTimeout(timer);
    if (speed === 0 || pending.size === 0) return;
    const nextAt = Math.min(...[...pending].map((wait) => wait.at));
    timer = setTimeout(endDue, Math.min(Math.ceil((nextAt - now()) / speed), LONGEST_TIMER_MS));
    timer.unref();
  }

  async function add(at: number, signal: AbortSignal): Promise<void> {
    if (at <= now() || signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const wait: Wait = {
      at,
      end: () => {
        pending.delete(wait);
        signal.removeEventListener('abort', wait.end);
        resolve();
      },
    };
    pending.add(wait);
    signal.addEventListener('abort', wait.end);
    endDue();
    await promise;
  }

  return { endDue, add };
}
