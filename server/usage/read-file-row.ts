import { containsCardNumber } from '../../shared/card-number-guard.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import { parseLpaReference, type LpaReference } from '../../shared/lpa-reference.ts';
import { parsePounds, type Pence } from '../../shared/money.ts';
import { splitRecord } from '../platform/csv-record.ts';
import type { TextLine } from '../platform/csv-lines.ts';
import type { FileColumn, FileLayout } from './file-columns.ts';
import { isFormula, refuse, type Reading } from './read-facts.ts';
import { readRegistration } from './read-registration.ts';
import type { NewRegistration, Refusal } from './registration-facts.ts';

const MOST_STATED_FEE = 10_000_000;
/** What may stand in a text; anything else is seen by nobody and read by some. */
const CONTROLS = /(?!\t)\p{Cc}/u;

/** How a row is read: the layout its file gave, London's day, and when the file came. */
export interface RowRules {
  readonly layout: FileLayout;
  readonly today: LocalDate;
  readonly receivedAt: string;
}

/** What a line is: nothing, a registration, or a row that is refused. */
export type FileRow =
  | { readonly kind: 'blank' }
  | { readonly kind: 'registration'; readonly registration: NewRegistration }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly lpaReference: LpaReference | null }
  /** Something in it looks like a payment card number: the file is not kept. */
  | { readonly kind: 'card-number' };

/** Reads one line under the first. Lines that are empty, or nothing but separators, are no rows. */
export function readFileRow(line: TextLine, rules: RowRules): FileRow {
  if (line.text === null) return refusedUnlessCard('', line.fault === 'not-utf8' ? 'ROW_NOT_UTF8' : 'ROW_TOO_LONG');
  const { text } = line;
  if (text === '' || /^[\s,"]*$/.test(text)) return { kind: 'blank' };
  const cells = splitRecord(text);
  if (cells === undefined) return refusedUnlessCard(text, 'ROW_QUOTES_WRONG');
  const { cellCount } = rules.layout;
  if (cells.length !== cellCount) {
    return refusedUnlessCard(text, 'ROW_COLUMN_COUNT', { found: cells.length, expected: cellCount });
  }
  if (CONTROLS.test(text)) return refusedUnlessCard(text, 'ROW_CONTROL_CHARACTERS');
  const reading = readCells(cells, line.number, rules);
  if (reading.ok) return { kind: 'registration', registration: reading.value };
  const refused = refusedUnlessCard(text, reading.refusal.reason, reading.refusal.facts);
  const lpa = parseLpaReference(cells[rules.layout.placeOf.get('lpa_reference') ?? -1] ?? '');
  return refused.kind === 'refused' && lpa.ok ? { ...refused, lpaReference: lpa.reference } : refused;
}

function readCells(cells: readonly string[], row: number, rules: RowRules): Reading<NewRegistration> {
  const cell = (column: FileColumn): string => cells[rules.layout.placeOf.get(column) ?? -1]?.trim() ?? '';
  const feeAt = rules.layout.placeOf.get('stated_fee');
  const formula = cells.findIndex((text, place) => place !== feeAt && isFormula(text.trim()));
  if (formula !== -1) return refuse('FORMULA', { column: columnAt(formula, rules.layout) });
  const facts = readRegistration(
    {
      lpaReference: cell('lpa_reference'),
      organisation: cell('organisation'),
      lpaKind: cell('lpa_kind'),
      receivedOn: cell('received_on'),
      registeredOn: cell('registered_on'),
      feeKind: cell('fee_kind'),
      channel: cell('channel'),
      donorKey: cell('donor_key'),
      ownReference: cell('own_reference'),
    },
    rules.today,
  );
  if (!facts.ok) return facts;
  const statedFee = readStatedFee(cell('stated_fee'));
  if (!statedFee.ok) return statedFee;
  const value = { row, eventId: null, occurredAt: rules.receivedAt, facts: facts.value, statedFee: statedFee.value };
  return { ok: true, value };
}

function columnAt(place: number, { placeOf }: FileLayout): string {
  for (const [column, at] of placeOf) if (at === place) return column;
  return `column ${place + 1}`;
}

/** Pounds as `parsePounds` takes them, never negative; three decimals are refused, not rounded. */
function readStatedFee(text: string): Reading<Pence | null> {
  if (text === '') return { ok: true, value: null };
  const amount = parsePounds(text);
  if (amount === undefined || amount < 0 || amount > MOST_STATED_FEE) {
    return refuse('AMOUNT_WRONG', { column: 'stated_fee' });
  }
  return { ok: true, value: amount };
}

/** Cells are looked at one by one: numbers of different columns, run together, are no card number. */
function refusedUnlessCard(text: string, reason: Refusal['reason'], facts: Refusal['facts'] = {}): FileRow {
  if (reason === 'CARD_NUMBER' || text.split(/[,;\t"]/).some(containsCardNumber)) return { kind: 'card-number' };
  return { kind: 'refused', refusal: { reason, facts }, lpaReference: null };
}
