import { ApiRefusal } from './api-refusal.ts';

const MOST_RESULTS = 500;
/** Every state but `capturable`, which Pay documents and then refuses. */
const STATES = ['created', 'started', 'submitted', 'success', 'failed', 'cancelled', 'error'];
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const isInstant = (value: string): boolean => INSTANT.test(value) && !Number.isNaN(Date.parse(value));
const isDay = (value: string): boolean => DAY.test(value) && !Number.isNaN(Date.parse(value));
const isAtMost = (longest: number) => (value: string) => value.length <= longest;
const isWholeFrom1 = (highest: number) => (value: string) =>
  /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= highest;

const RULES: readonly [string, (value: string) => boolean][] = [
  ['state', (value) => STATES.includes(value)],
  ['reference', isAtMost(255)],
  ['email', isAtMost(254)],
  ['card_brand', isAtMost(20)],
  ['from_date', isInstant],
  ['to_date', isInstant],
  ['from_settled_date', isDay],
  ['to_settled_date', isDay],
  ['page', isWholeFrom1(Number.MAX_SAFE_INTEGER)],
  ['display_size', isWholeFrom1(MOST_RESULTS)],
  ['agreement_id', isAtMost(26)],
  ['first_digits_card_number', (value) => /^\d{6}$/.test(value)],
  ['last_digits_card_number', (value) => /^\d{4}$/.test(value)],
];

export type SearchParameters = {
  /** The value of a parameter; undefined where it is absent or blank, which both mean "any". */
  value: (name: string) => string | undefined;
  page: number;
  displaySize: number;
};

/** Reads the parameters of a search; refuses bad ones all together (422 and the code of that search), ignores those it does not know. */
export function readSearchParameters(query: URLSearchParams, refusalCode = 'P0401'): SearchParameters {
  const value = (name: string): string | undefined => query.get(name)?.trim() || undefined;
  const wrong = RULES.filter(([name, isGood]) => {
    const given = value(name);
    return given !== undefined && !isGood(given);
  }).map(([name]) => name);
  if (wrong.length > 0) {
    const description = `Invalid parameters: ${wrong.join(', ')}. See Public API documentation for the correct data formats`;
    throw new ApiRefusal(422, { code: refusalCode, description });
  }
  return { value, page: Number(value('page') ?? 1), displaySize: Number(value('display_size') ?? MOST_RESULTS) };
}
