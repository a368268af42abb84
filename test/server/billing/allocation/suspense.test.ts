import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listSuspense } from '../../../../server/billing/suspense/list-suspense.ts';
import { placeSuspense } from '../../../../server/billing/suspense/place-suspense.ts';
import { recordSuspense } from '../../../../server/billing/suspense/record-suspense.ts';
import { referencesMeant } from '../../../../server/billing/suspense/references-meant.ts';
import type { StaffActor } from '../../../../server/platform/actor.ts';
import { runCommand } from '../../../../server/platform/run-command.ts';
import type { OrganisationReference } from '../../../../shared/checked-reference.ts';
import type { RecordSuspense } from '../../../../shared/contracts/suspense.ts';
import { localDate } from '../../../../shared/local-date.ts';
import { pence } from '../../../../shared/money.ts';
import { openBooks, type Books } from '../../../support/books.ts';
import { connected } from '../../platform/connected.ts';
import { balanceOf, brokenRules, receive } from './money-under-test.ts';

let books: Books;
let finance: StaffActor;
beforeAll(async () => {
  books = await openBooks();
  finance = await books.staff('finance');
});
afterAll(async () => {
  expect(await brokenRules(books)).toEqual([]);
  await books.close();
});

const record = async (given: Partial<RecordSuspense> = {}) => {
  const input: RecordSuspense = {
    ...{ commandId: randomUUID(), channel: 'bank-transfer', payer: null, reference: null, amount: pence(5000) },
    ...{ receivedOn: localDate('2026-11-20'), accountingDay: localDate('2026-11-20') },
    ...given,
  };
  return (await runCommand(books.as(finance), 'suspense.record', input, recordSuspense)).suspenseId;
};
const place = (suspenseId: number, organisation: OrganisationReference, commandId: string = randomUUID()) =>
  runCommand(books.as(finance), 'suspense.place', { commandId, suspenseId, organisation }, placeSuspense);
const suggestions = async (suspenseId: number) => {
  const { rows } = await listSuspense(
    books.orm.em.fork(),
    { cursor: null, limit: 100, only: suspenseId },
    localDate('2026-11-24'),
  );
  const row = rows.find((each) => each.suspenseId === suspenseId);
  return row?.suggestions.map(({ organisation, because }) => [organisation.reference, because]);
};

test('money in suspense is in the books, is placed whole and once, and meets the oldest lines first', async () => {
  const of = await books.organisation();
  await books.invoice(of, 4600, 4600);
  const commandId = randomUUID();
  const recorded = await Promise.all(Array.from({ length: 20 }, () => record({ commandId })));
  expect(new Set(recorded).size).toBe(1);
  const suspenseId = recorded[0] ?? 0;
  const once = randomUUID();
  const placed = await Promise.all(Array.from({ length: 20 }, () => place(suspenseId, of, once)));
  expect(new Set(placed.map(({ receiptId }) => receiptId)).size).toBe(1);
  expect(await balanceOf(books, of)).toEqual([4200, 0]);
  await expect(place(suspenseId, of)).rejects.toMatchObject({
    code: 'SUSPENSE_ALREADY_PLACED',
    details: { reference: of },
  });
  await expect(place(999_999, of)).rejects.toMatchObject({ code: 'SUSPENSE_NOT_FOUND' });
});

test('20 who place it on as many organisations at the same moment place it on one', async () => {
  const suspenseId = await record();
  const organisations = [];
  for (let at = 0; at < 20; at += 1) organisations.push(await books.organisation());
  const outcomes = await Promise.allSettled(organisations.map((of) => place(suspenseId, of)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const codes = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
  expect(new Set(codes)).toEqual(new Set(['SUSPENSE_ALREADY_PLACED']));
});

test('by SQL neither twice nor for another amount', async () => {
  const suspenseId = await record();
  const of = await books.organisation();
  await place(suspenseId, of);
  const again = (amount: number, id: number) =>
    connected(books.database.superuserUrl, (client) =>
      client.query(
        `insert into receipt (organisation_id, channel, source, amount, accounting_day, recorded_at, journal_id,
           suspense_receipt_id)
         select organisation_id, channel, 'again', $1::bigint, accounting_day, now(), 1, $2::integer from receipt
         where suspense_receipt_id = $3`,
        [amount, id, suspenseId],
      ),
    );
  await expect(again(5000, suspenseId)).rejects.toMatchObject({ constraint: 'receipt_placed_once' });
  const other = await record();
  await expect(again(5001, other)).rejects.toMatchObject({ constraint: 'receipt_placed_amount' });
});

test('a day that has not come is refused, and one that counts before the money was there', async () => {
  const [late, early] = [localDate('2026-11-25'), localDate('2026-11-19')];
  await expect(record({ accountingDay: late })).rejects.toMatchObject({ code: 'SUSPENSE_DAY_REFUSED' });
  await expect(record({ accountingDay: early })).rejects.toMatchObject({ code: 'SUSPENSE_DAY_REFUSED' });
});

test('it is suggested by reference, even one slip away, then by who paid before, then by an open amount', async () => {
  const [named, paid, owes] = [await books.organisation(), await books.organisation(), await books.organisation()];
  const { number } = await books.invoice(named, 9100);
  await receive(books, paid, 100, [], { payer: 'Pike and Sons' });
  await books.invoice(owes, 7777);
  const swapped = number.replace(/(\d)(\d)([A-Z])$/, '$2$1$3');
  const all = { payer: 'PIKE AND SONS', amount: pence(7777) };
  expect(
    await suggestions(await record({ ...all, reference: `re inv ${number.slice(0, 4)} ${number.slice(4)} thanks` })),
  ).toEqual([
    [named, 'reference'],
    [paid, 'payer-before'],
    [owes, 'open-amount'],
  ]);
  if (swapped !== number)
    expect(await suggestions(await record({ reference: swapped }))).toEqual([[named, 'near-reference']]);
  expect(await suggestions(await record({ reference: of(named) }))).toEqual([[named, 'reference']]);
  expect(await suggestions(await record({ reference: 'window cleaning', amount: pence(123) }))).toEqual([]);
});

const of = (reference: string) => `payment ${reference.toLowerCase()}`;

test('of text that names nothing, nothing is made', () => {
  expect(referencesMeant('LPA fees November, with thanks')).toEqual([]);
  expect(referencesMeant('')).toEqual([]);
});
