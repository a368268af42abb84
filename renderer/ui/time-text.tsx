import type { Instant } from '../../shared/instant.ts';
import { formatLondonDateTime } from '../../shared/instant.ts';
import { clockText, roughDuration } from './elapsed-text.ts';
import { useTick } from './use-tick.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** Counts up from an instant: '2:14'. For a clock beside a call. */
export function ElapsedClock({ since }: { readonly since: Instant }) {
  return (
    <span className="figures" role="timer">
      {clockText(useTick(SECOND_MS) - Date.parse(since))}
    </span>
  );
}

/** Counts down to an instant and stops at 0:00. */
export function Countdown({ until }: { readonly until: Instant }) {
  return (
    <span className="figures" role="timer">
      {clockText(Date.parse(until) - useTick(SECOND_MS))}
    </span>
  );
}

/** '3 minutes ago', with the exact time for a pointer and a screen reader. */
export function AgoText({ since }: { readonly since: Instant }) {
  const ago = roughDuration(useTick(MINUTE_MS / 4) - Date.parse(since));
  return (
    <time dateTime={since} title={formatLondonDateTime(since)} className="figures">
      {ago} ago
    </time>
  );
}
