import type { DomainErrorCode } from '../../shared/domain-errors.ts';
import type { DetailReader } from './detail-reader.ts';
import type { ProblemWords, SentenceBuilder } from './problem-words.ts';

const NOTHING_CHANGED = 'Nothing has been changed and no money has moved.';

function words(what: string, next: string): ProblemWords {
  return { what, money: NOTHING_CHANGED, next };
}

type OrganisationRefusal = Extract<DomainErrorCode, `ORGANISATION_${string}`>;

/** Refusals around organisations: who they are, what their status forbids, and what waits for approval. */
export const ORGANISATION_REFUSALS: Readonly<Record<OrganisationRefusal, SentenceBuilder>> = {
  ORGANISATION_BRANCHES_ONE_LEVEL: () =>
    words(
      'A branch has no branches of its own, and no organisation is its own branch.',
      'Choose the organisation that the others are branches of, or take its branches away first.',
    ),
  ORGANISATION_CHANGED: () =>
    words(
      'Somebody else has edited this organisation since you opened it.',
      'Look at what it says now, and make your change again if it is still needed.',
    ),
  ORGANISATION_CHANGE_WAITING: () =>
    words(
      'A change of this organisation already waits for approval.',
      'Wait until it is decided, or take it back and send one with everything in it.',
    ),
  ORGANISATION_CLOSED: (details) =>
    words(
      `This organisation is closed${reason(details)}.`,
      'It can take no new invoices. Ask finance if it should be opened again.',
    ),
  ORGANISATION_CONTACT_NOT_FOUND: () =>
    words('This contact has been taken off already.', 'Look at the contacts there are now.'),
  ORGANISATION_NOT_FOUND: (details) =>
    words(
      `There is no organisation ${details.text('reference') ?? 'with that reference'}.`,
      'Check the reference with the caller, or search by name or postcode.',
    ),
  ORGANISATION_ON_HOLD: (details) =>
    words(
      `This organisation is on hold${reason(details)}.`,
      'Tell the caller that finance will be in touch, and ask finance before going on.',
    ),
  ORGANISATION_STATUS_FORBIDS: () =>
    words('The status of this organisation has changed meanwhile.', 'Look at how it stands now, and why.'),
  ORGANISATION_SUCCESSION_REFUSED: (details) =>
    words(
      `These two cannot be merged or split so${reason(details)}.`,
      'Look at both organisations, put that right, and ask again.',
    ),
  ORGANISATION_SUCCESSION_WAITING: () =>
    words(
      'One of these organisations is to merge or be split already.',
      'Wait until that is done, or take it back first.',
    ),
};

function reason(details: DetailReader): string {
  const given = details.text('reason');
  return given === undefined ? '' : `: ${given.replace(/\.$/, '')}`;
}
