import { containsCardNumber } from '../../shared/card-number-guard.ts';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { FEE_KINDS, LPA_KINDS } from '../../shared/contracts/billing.ts';
import { CorrectionRequest } from '../../shared/contracts/corrections.ts';
import { LocalDateSchema } from '../../shared/local-date.ts';
import { parseLpaReference } from '../../shared/lpa-reference.ts';
import { parsePounds } from '../../shared/money.ts';
import { CARD_NUMBER_REFUSED } from '../shell/card-number-words.ts';

/** One line as it is typed, as text. */
export interface OneOffLineEntry {
  readonly lpaReference: string;
  readonly lpaKind: (typeof LPA_KINDS)[number];
  readonly receivedOn: string;
  readonly registeredOn: string;
  readonly feeKind: (typeof FEE_KINDS)[number];
  readonly amount: string;
  readonly ownReference: string;
  readonly description: string;
}

export const EMPTY_LINE: OneOffLineEntry = {
  ...{ lpaReference: '', lpaKind: 'property-and-affairs', receivedOn: '', registeredOn: '', feeKind: 'full' },
  ...{ amount: '', ownReference: '', description: '' },
};

export type LineProblems = Partial<Record<keyof OneOffLineEntry, string>>;

/** What is wrong with a line, field by field; nothing when it can be sent. */
export function lineProblems(line: OneOffLineEntry): LineProblems {
  const problems: LineProblems = {};
  const lpa = parseLpaReference(line.lpaReference);
  if (!lpa.ok) problems.lpaReference = lpa.sentence;
  if (!LocalDateSchema.safeParse(line.receivedOn).success) problems.receivedOn = 'Enter the day it was received.';
  if (!LocalDateSchema.safeParse(line.registeredOn).success) problems.registeredOn = 'Enter the day it was registered.';
  else if (line.registeredOn < line.receivedOn)
    problems.registeredOn = 'It cannot be registered before it was received.';
  const amount = parsePounds(line.amount.trim());
  if (amount === undefined || amount < 0) problems.amount = 'Enter pounds, or pounds and pence: 92 or 92.50.';
  else if ((line.feeKind === 'exempt') !== (amount === 0)) {
    problems.amount = 'An exempt LPA costs nothing, and only an exempt one does.';
  }
  if (containsCardNumber(line.ownReference)) problems.ownReference = CARD_NUMBER_REFUSED;
  if (containsCardNumber(line.description)) problems.description = CARD_NUMBER_REFUSED;
  return problems;
}

/** The request that the form makes; undefined while something is wrong with it. */
export function oneOffRequest(
  organisation: OrganisationReference,
  lines: readonly OneOffLineEntry[],
  why: { readonly reason: string | null; readonly words: string },
): CorrectionRequest | undefined {
  if (lines.some((line) => Object.keys(lineProblems(line)).length > 0)) return undefined;
  const parsed = CorrectionRequest.safeParse({
    ...{ kind: 'one-off-invoice', organisation, ...why },
    lines: lines.map((line) => {
      const lpa = parseLpaReference(line.lpaReference);
      return {
        ...line,
        lpaReference: lpa.ok ? lpa.reference : '',
        amount: parsePounds(line.amount.trim()),
        ownReference: line.ownReference.trim() || null,
        description: line.description.trim() || null,
      };
    }),
  });
  return parsed.success ? parsed.data : undefined;
}
