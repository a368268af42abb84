import { CircleSlash, KeyRound, UserPen, UserRound, UsersRound, CircleAlert } from 'lucide-react';
import type { ApprovalObstacle } from '../../shared/contracts/approvals.ts';
import { formatPounds, type Pence } from '../../shared/money.ts';
import type { StatusWords } from '../ui/status-words.ts';

/** What an approval that waits is to the reader, in a word or two. Null: nothing stands in the way. */
const FOR_READER: Readonly<Record<ApprovalObstacle, StatusWords>> = {
  decided: { word: 'Decided', tone: 'neutral', icon: CircleSlash },
  mine: { word: 'You asked', tone: 'neutral', icon: UserRound },
  edited: { word: 'You edited it', tone: 'neutral', icon: UserPen },
  role: { word: 'For others', tone: 'neutral', icon: UsersRound },
  'above-limit': { word: 'Above your limit', tone: 'neutral', icon: CircleSlash },
  'above-day-limit': { word: 'Above your limit today', tone: 'neutral', icon: CircleSlash },
  'sign-in-too-old': { word: 'Yours, sign in again', tone: 'waiting', icon: KeyRound },
};

const YOURS: StatusWords = { word: 'Yours to decide', tone: 'waiting', icon: CircleAlert };

export function readerWords(obstacle: ApprovalObstacle | null): StatusWords {
  return obstacle === null ? YOURS : FOR_READER[obstacle];
}

function most(limit: Pence | null): string {
  return limit === null ? '' : ` of ${formatPounds(limit)}`;
}

/** Total: what keeps the reader from approving, as a sentence; null where nothing does that signing in does not mend. */
const SENTENCES: Readonly<Record<ApprovalObstacle, ((limit: Pence | null) => string) | null>> = {
  decided: null,
  mine: () => 'You asked for this, so somebody else decides it.',
  edited: () => 'You edited this, so somebody else decides it.',
  role: () => 'Your role does not decide this. It waits for somebody whose role does.',
  'above-limit': (limit) =>
    `This is above your limit${most(limit)}. You can send it back; to approve it needs a higher limit.`,
  'above-day-limit': (limit) =>
    `With this you would pass your limit${most(limit)} a day for one organisation. You can send it back.`,
  'sign-in-too-old': null,
};

/** Why the reader may not approve; null where they may, or where signing in again is all it takes. */
export function obstacleSentence(obstacle: ApprovalObstacle | null, limit: Pence | null): string | null {
  return obstacle === null ? null : (SENTENCES[obstacle]?.(limit) ?? null);
}
