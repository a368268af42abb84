import type { SuspenseRow, SuspenseSuggestion } from '../../shared/contracts/suspense.ts';

/** How long money waits: it is to be placed within the month. */
export function ageWords({ ageDays }: Pick<SuspenseRow, 'ageDays'>): string {
  if (ageDays <= 0) return 'Today';
  return ageDays === 1 ? '1 day' : `${ageDays.toLocaleString('en-GB')} days`;
}

const BECAUSE: Readonly<Record<SuspenseSuggestion['because'], (detail: string | null) => string>> = {
  reference: (detail) => `Named in its reference: ${detail ?? ''}`,
  'near-reference': (detail) => `Nearly named in its reference: ${detail ?? ''}`,
  'payer-before': () => 'Paid by the same name before',
  'open-amount': (detail) =>
    detail === null ? 'Owes exactly this amount' : `Invoice ${detail} is of exactly this amount`,
};

/** Why an organisation is suggested. */
export function becauseWords({ because, detail }: SuspenseSuggestion): string {
  return BECAUSE[because](detail);
}

/** The surest suggestion in a few words, for the list. */
export function suggestionWords({ suggestions }: SuspenseRow): string {
  const [first] = suggestions;
  if (first === undefined) return '';
  return suggestions.length === 1
    ? first.organisation.name
    : `${first.organisation.name} and ${suggestions.length - 1} more`;
}
