import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatLondonTime } from '../../shared/instant.ts';
import { api, inBackground } from '../api/client.ts';
import type { Problem } from '../api/problem.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { StatusPill } from '../ui/status-pill.tsx';
import { CARD_PAYMENT_WORDS } from '../ui/status-words.ts';

export interface HeldNoticeProps {
  readonly attemptId: string;
  /** What the server says of it to anyone. */
  readonly problem: Problem;
}

/** Somebody is taking a payment for this already: who and since when; or that it is one's own, to go on with. */
export function HeldNotice({ attemptId, problem }: HeldNoticeProps) {
  const { data, isPending } = useQuery(api.payments.get.queryOptions({ attemptId }, { trpc: inBackground }));
  if (isPending) return null;
  if (data?.mine === true) {
    return (
      <div className="held-notice">
        <p>
          <strong>You are already taking a card payment for this</strong>, since {formatLondonTime(data.startedAt)}.
        </p>
        <p>
          <span className="reference">{data.reference}</span> <StatusPill status={CARD_PAYMENT_WORDS[data.state]} />
        </p>
        <p>Go on with it. A second one cannot be started, so nothing can be paid twice.</p>
      </div>
    );
  }
  return (
    <ProblemNotice problem={problem} takesFocus={false}>
      <p>
        <Link to="/payments/$attemptId" params={{ attemptId }}>
          See that payment
        </Link>
      </p>
    </ProblemNotice>
  );
}
