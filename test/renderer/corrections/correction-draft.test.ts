import { describe, expect, test } from 'vitest';
import {
  canBeCorrected,
  draftProblems,
  EMPTY_DRAFT,
  INVOICE_CORRECTIONS,
  requestOf,
  type CorrectionDraft,
} from '../../../renderer/corrections/correction-draft.ts';
import { invoiceNumber, organisationReference } from '../../../shared/checked-reference.ts';
import type { InvoiceLineRow } from '../../../shared/contracts/billing.ts';
import { localDate } from '../../../shared/local-date.ts';
import { modernisedReference } from '../../../shared/lpa-reference.ts';
import { pence } from '../../../shared/money.ts';

const INVOICE = invoiceNumber(2026, 1);
const RIGHT = organisationReference(100_001);

function aLine(lineId: number, amount: number, credited = 0): InvoiceLineRow {
  return {
    ...{ lineId, lineNumber: lineId, lpaReference: modernisedReference(String(lineId).padStart(11, '0')) },
    ...{ lpaKind: 'property-and-affairs', receivedOn: localDate('2026-07-01'), registeredOn: localDate('2026-09-30') },
    ...{ feeKind: 'full', amount: pence(amount), paid: pence(0), credited: pence(credited) },
    ...{ outstanding: pence(amount - credited), ownReference: null, description: null, beingPaid: null },
    ...{ payments: [], credits: [], links: [] },
  };
}

const whole: CorrectionDraft = { ...EMPTY_DRAFT, reason: 'other', words: ' Agreed ' };

describe('the request that a draft makes', () => {
  test('credits all that is left of each line, or so much of each as was typed and is left', () => {
    const lines = [aLine(1, 9200), aLine(2, 4600, 4000)];
    expect(requestOf(whole, INVOICE, lines)).toMatchObject({
      ...{ kind: 'credit-note', invoice: INVOICE, words: 'Agreed' },
      lines: [
        { lineId: 1, amount: 9200 },
        { lineId: 2, amount: 600 },
      ],
    });
    expect(requestOf({ ...whole, amount: '46.00' }, INVOICE, lines)).toMatchObject({
      lines: [
        { lineId: 1, amount: 4600 },
        { lineId: 2, amount: 600 },
      ],
    });
  });

  test('charges more for, moves and changes the chosen lines', () => {
    const lines = [aLine(1, 4600)];
    const more = { ...whole, kind: 'debit-correction', feeKind: 'full' } as const;
    expect(requestOf(more, INVOICE, lines)).toMatchObject({ lines: [{ lineId: 1, feeKind: 'full' }] });
    const move = { ...whole, kind: 'move-registration', to: ` ${RIGHT.toLowerCase()} ` } as const;
    expect(requestOf(move, INVOICE, lines)).toMatchObject({ lineIds: [1], to: RIGHT });
    const anew = { ...whole, kind: 'reissue', ownReference: 'NEW' } as const;
    expect(requestOf(anew, INVOICE, lines)).toMatchObject({
      changes: [{ lineId: 1, ownReference: 'NEW', leaveOut: false }],
    });
    expect(requestOf({ ...whole, kind: 'reissue' }, INVOICE, lines)).toMatchObject({ changes: [] });
  });
});

describe('a draft that cannot be sent', () => {
  test.each([
    ['without a reason', { reason: null }, 'reason'],
    ['without words', { words: '  ' }, 'words'],
    ['with a card number in its words', { words: '4444 3333 2222 1111' }, 'words'],
    ['with three decimals', { amount: '46.005' }, 'amount'],
    ['with nothing to credit', { amount: '0' }, 'amount'],
    ['with no kind of fee', { kind: 'debit-correction' }, 'feeKind'],
    ['with an organisation whose letter is wrong', { kind: 'move-registration', to: 'ORG100001A' }, 'to'],
  ] as const)('%s says so at its field', (_what, part, field) => {
    const draft = { ...whole, ...part } as CorrectionDraft;
    expect(Object.keys(draftProblems(draft, 1))).toEqual([field]);
    expect(requestOf(draft, INVOICE, [aLine(1, 9200)])).toBeUndefined();
  });

  test.each(INVOICE_CORRECTIONS.filter((kind) => kind !== 'reissue'))('of no lines: %s', (kind) => {
    const draft = { ...whole, kind, feeKind: 'full', to: RIGHT } as const;
    expect(Object.keys(draftProblems(draft, 0))).toEqual(['lines']);
  });
});

test('a line that is credited whole, or was free and credited, cannot be corrected any more', () => {
  expect(canBeCorrected(aLine(1, 9200, 9100))).toBe(true);
  expect(canBeCorrected({ ...aLine(1, 9200, 9200), credits: [{} as never] })).toBe(false);
  expect(canBeCorrected(aLine(1, 0))).toBe(true);
  expect(canBeCorrected({ ...aLine(1, 0), credits: [{} as never] })).toBe(false);
});
