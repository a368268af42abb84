import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { findSimilarPayments } from '../../../server/payments/similar-payments.ts';
import { localDate } from '../../../shared/local-date.ts';
import type { LpaReference } from '../../../shared/lpa-reference.ts';
import { pence } from '../../../shared/money.ts';
import { desk } from '../http/desk.ts';
import { useCardCall } from './card-call.ts';

const call = useCardCall();
const DAY = localDate('2026-11-24');
let cheques = 0;

async function similar(amount: number) {
  const lines = await call.books.rows<{ lpa_reference: LpaReference; organisation_id: number }>(
    `select lpa_reference, organisation_id from invoice_line join invoice on invoice.id = invoice_id where number = ?`,
    [call.invoice.number],
  );
  return findSimilarPayments(call.books.orm.em.fork(), {
    organisationId: lines[0]?.organisation_id ?? 0,
    amount: pence(amount),
    lpas: lines.map(({ lpa_reference }) => lpa_reference),
    now: call.books.clock.now(),
  });
}

async function chequeFor(amount: number) {
  const clerk = desk(call.books, await call.books.staff('finance'));
  const { organisation, invoice } = call;
  const { instrumentId } = await clerk.receipts.recordInstrument({
    ...{ commandId: randomUUID(), kind: 'cheque', payer: 'Harrow & Pike', amount: pence(amount) },
    ...{ number: String((cheques += 1)).padStart(6, '0'), receivedOn: DAY },
    meantFor: [{ organisation, amount: pence(amount), invoices: [invoice.number], lineIds: [] }],
  });
  return {
    takeBack: () => clerk.receipts.returnInstrument({ commandId: randomUUID(), instrumentId, reason: 'Unsigned' }),
  };
}

test('money that was taken back is not told, and a card payment is told once, from its start', async () => {
  await call.billed(9_200);
  const { takeBack } = await chequeFor(9_200);
  expect(await similar(9_200)).toHaveLength(1);
  await takeBack();
  expect(await similar(9_200)).toEqual([]);
  const attemptId = await call.startWhole();
  expect(await similar(9_200)).toMatchObject([{ channel: 'card-by-phone', isBooked: false, sameLpas: 1 }]);
  await call.telephone.payByCard(call.agent, attemptId);
  expect(await similar(9_200)).toMatchObject([{ channel: 'card-by-phone', isBooked: true, isSameAmount: true }]);
});

test('money by any channel of the same amount or for the same LPAs is told for seven days, and no longer', async () => {
  await call.billed(9_200, 4_600);
  expect(await similar(13_800)).toEqual([]);
  await chequeFor(5_000);
  expect(await similar(13_800)).toEqual([
    {
      ...{
        at: call.books.clock.now().toISOString(),
        channel: 'cheque',
        amount: 5_000,
        isBooked: true,
        reference: null,
      },
      ...{ isSameAmount: false, sameLpas: 1 },
    },
  ]);
  await call.billedAgain(5_000);
  expect(await similar(5_000)).toMatchObject([{ channel: 'cheque', isSameAmount: true, sameLpas: 0 }]);
  expect(await similar(4_999)).toEqual([]);
  call.books.clock.advance({ minutes: 7 * 24 * 60, seconds: 1 });
  expect(await similar(5_000)).toEqual([]);
});
