import type { RateLimits } from '../govuk-pay-context.ts';
import type { PayClock } from '../pay-clock.ts';
import { tooManyRequests } from './api-refusal.ts';

const WINDOW_MS = 1_000;

/** Counts requests by account and kind in fixed windows of one second on the Pay clock; refuses those over the limit. */
export function createRateLimiter(clock: PayClock, limits: RateLimits) {
  const windows = new Map<string, { startedAt: number; count: number }>();
  return (accountName: string, method: string, path: string): void => {
    const limit = method === 'POST' ? limits.postsPerSecond : limits.getsPerSecond;
    const key = `${accountName} ${method} ${method === 'POST' ? kindOfPost(path) : ''}`;
    const now = clock.now();
    const window = windows.get(key);
    const current = window && now - window.startedAt < WINDOW_MS ? window : { startedAt: now, count: 0 };
    current.count += 1;
    windows.set(key, current);
    if (current.count > limit) throw tooManyRequests();
  };
}

function kindOfPost(path: string): 'create' | 'capture' | 'other' {
  if (path === '/v1/payments') return 'create';
  return path.endsWith('/capture') ? 'capture' : 'other';
}
