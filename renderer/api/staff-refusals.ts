import type { DomainErrorCode } from '../../shared/domain-errors.ts';
import type { ProblemWords, SentenceBuilder } from './problem-words.ts';

const NOTHING_CHANGED = 'Nothing has been changed and no money has moved.';

function words(what: string, next: string): ProblemWords {
  return { what, money: NOTHING_CHANGED, next };
}

type StaffRefusal = Extract<DomainErrorCode, `STAFF_${string}`>;

/** Refusals around staff: who may sign in, and who decides what they may do. */
export const STAFF_REFUSALS: Readonly<Record<StaffRefusal, SentenceBuilder>> = {
  STAFF_ALREADY_ADDED: () =>
    words('Somebody with this sign-in name has been added already.', 'Look for them in the list of staff.'),
  STAFF_DISABLED: () =>
    words(
      'Your access to Counterfoil has been turned off.',
      'Ask your team leader or an administrator to turn it on again.',
    ),
  STAFF_LAST_ADMINISTRATOR: () =>
    words(
      'This is the last administrator, and without one nobody could be let in any more.',
      'Make somebody else an administrator first.',
    ),
  STAFF_NOT_FOUND: () => words('There is no such member of staff.', 'Look in the list of staff.'),
  STAFF_OWN_ACCESS: () => words('Nobody changes or approves their own access.', 'Ask another administrator to do it.'),
  STAFF_ROLES_EXCLUDE: (details) =>
    words(
      `One person may not be both ${details.text('one') ?? 'the one'} and ${details.text('other') ?? 'the other'}.`,
      'Take one of the two away. Who takes money keeps no books, and who checks them does neither.',
    ),
  STAFF_ROLES_WAITING: () =>
    words(
      'A change of this person’s roles already waits for approval.',
      'Wait until it is decided, or take it back and ask for all of it at once.',
    ),
  STAFF_STATUS_FORBIDS: () =>
    words('Somebody else has changed this person’s access meanwhile.', 'Look at how it stands now, and why.'),
  STAFF_UNKNOWN: () =>
    words(
      'You have signed in, but Counterfoil does not know you yet.',
      'Ask an administrator to add you, then sign in again.',
    ),
};
