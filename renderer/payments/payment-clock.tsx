import type { CardPaymentView } from '../../shared/contracts/payments.ts';
import { formatLondonDateTime, formatLondonTime, type Instant } from '../../shared/instant.ts';
import { Spoken } from '../ui/spoken.tsx';
import { Countdown, ElapsedClock } from '../ui/time-text.tsx';
import { useTick } from '../ui/use-tick.ts';

const SECOND_MS = 1_000;
const LOUD_FROM_MS = 10 * 60_000;

/** Who started it and when; while it is under way, how long ago. */
export function StartedText({ payment, isLive }: { readonly payment: CardPaymentView; readonly isLive: boolean }) {
  const by = payment.mine ? 'you' : payment.startedBy;
  if (!isLive) return `${formatLondonDateTime(payment.startedAt)}, by ${by}`;
  return (
    <>
      <ElapsedClock since={payment.startedAt} /> ago, at {formatLondonTime(payment.startedAt)}, by {by}
    </>
  );
}

/** When GOV.UK Pay ends it unless it is confirmed: a quiet time of day, and a countdown for the last ten minutes. */
export function EndsText({ expiresAt }: { readonly expiresAt: Instant }) {
  const leftMs = Date.parse(expiresAt) - useTick(SECOND_MS);
  const isLoud = leftMs <= LOUD_FROM_MS;
  if (leftMs <= 0) return 'now, if it was not confirmed';
  return (
    <>
      {isLoud ? (
        <strong className="ends-soon">
          in <Countdown until={expiresAt} />
        </strong>
      ) : (
        <>at {formatLondonTime(expiresAt)}</>
      )}
      , unless it is confirmed
      <Spoken className="visually-hidden">
        {isLoud ? 'Less than 10 minutes are left to confirm this payment' : ''}
      </Spoken>
    </>
  );
}
