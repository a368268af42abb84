import { describe, expect, test } from 'vitest';
import {
  CARD_PAYMENT_WORDS,
  DELIVERY_WORDS,
  INSTRUMENT_WORDS,
  INVOICE_WORDS,
  ORGANISATION_WORDS,
  ROW_OUTCOME_WORDS,
} from '../../../renderer/ui/status-words.ts';
import { INVOICE_STATUSES } from '../../../shared/contracts/billing.ts';
import { ORGANISATION_STATUSES } from '../../../shared/contracts/organisations.ts';
import { CARD_PAYMENT_STATES } from '../../../shared/contracts/payments.ts';
import { INSTRUMENT_STATES } from '../../../shared/contracts/receipts.ts';
import { DELIVERY_STATES, ROW_RESULT_OUTCOMES } from '../../../shared/contracts/usage.ts';

const TABLES = [
  ['card payments', CARD_PAYMENT_STATES, CARD_PAYMENT_WORDS],
  ['invoices', INVOICE_STATUSES, INVOICE_WORDS],
  ['cheques and postal orders', INSTRUMENT_STATES, INSTRUMENT_WORDS],
  ['organisations', ORGANISATION_STATUSES, ORGANISATION_WORDS],
  ['deliveries', DELIVERY_STATES, DELIVERY_WORDS],
  ['rows of deliveries', ROW_RESULT_OUTCOMES, ROW_OUTCOME_WORDS],
] as const;

describe.each(TABLES)('states of %s', (_, states, table) => {
  test('each has words that are not its code, and an icon, so that colour never stands alone', () => {
    const words = table as Record<string, { word: string; icon: unknown }>;
    expect(Object.keys(words).toSorted()).toEqual([...states].toSorted());
    for (const { word, icon } of Object.values(words)) {
      expect(word).toMatch(/^[A-Z][A-Za-z.,' ]+$/);
      expect(icon).toBeTruthy();
    }
  });
});

describe('card payments', () => {
  test('only what was paid is green', () => {
    const green = CARD_PAYMENT_STATES.filter((state) => CARD_PAYMENT_WORDS[state].tone === 'settled');
    expect(green).toEqual(['paid', 'captured']);
  });

  test('what may still change by itself is amber or asks for somebody; nothing moving looks finished', () => {
    const moving = ['sending', 'awaiting-card', 'card-entry', 'to-confirm', 'cancelling', 'outcome-unknown'] as const;
    for (const state of moving) expect(['waiting', 'needs-you']).toContain(CARD_PAYMENT_WORDS[state].tone);
  });

  test('no state that took no money has a word that could be heard as paid', () => {
    const unpaid = ['declined', 'expired', 'cancelled', 'cancelled-on-page', 'refused', 'reversed'] as const;
    for (const state of unpaid) expect(CARD_PAYMENT_WORDS[state].word).not.toMatch(/^Paid/);
  });
});
