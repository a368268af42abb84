import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { placeSuspense } from '../../../server/billing/suspense/place-suspense.ts';
import { recordSuspense } from '../../../server/billing/suspense/record-suspense.ts';
import { runCommand } from '../../../server/platform/run-command.ts';
import { listUnsettledMoney } from '../../../server/reports/list-unsettled-money.ts';
import { localDate } from '../../../shared/local-date.ts';
import { pence } from '../../../shared/money.ts';
import { useCardCall } from '../payments/card-call.ts';

const call = useCardCall();
const DAY = localDate('2026-11-24');

const listed = async () => {
  const { rows } = await listUnsettledMoney(call.books.orm.em.fork(), call.books.clock.now());
  return rows;
};

test('money that nobody can place is listed with what it said, until it is placed', async () => {
  const finance = await call.books.staff('finance');
  const input = {
    ...{ commandId: randomUUID(), channel: 'bank-transfer' as const, payer: 'H PIKE', reference: 'FEES' },
    ...{ amount: pence(5_000), receivedOn: DAY, accountingDay: DAY },
  };
  const { suspenseId } = await runCommand(call.books.as(finance), 'suspense.record', input, recordSuspense);
  expect(await listed()).toMatchObject([
    { kind: 'suspense', amount: 5_000, organisation: null, payment: null, said: 'H PIKE, FEES', tried: { looks: 0 } },
  ]);
  const organisation = await call.books.organisation();
  const placing = { commandId: randomUUID(), suspenseId, organisation };
  await runCommand(call.books.as(finance), 'suspense.place', placing, placeSuspense);
  expect(await listed()).toEqual([]);
});

test('a create without an answer is in doubt, with what was tried, until it is settled', async () => {
  await call.billed(9292);
  const attemptId = await call.startWhole();
  expect(await listed()).toMatchObject([
    {
      kind: 'in-doubt',
      id: attemptId,
      amount: 9292,
      organisation: { reference: call.organisation },
      tried: { looks: 0 },
    },
  ]);
  await call.telephone.pass({ minutes: 10 });
  const [doubt] = await listed();
  expect(doubt?.since).not.toBe(doubt?.tried.nextAt);
  for (let minutes = 0; minutes < 190; minutes += 10) await call.telephone.pass({ minutes: 10 });
  expect(await listed()).toEqual([]);
});

test('a payment that is not captured for a day is listed, and one that was captured days late as well', async () => {
  await call.billed(9200);
  const attemptId = await call.startWhole();
  await call.telephone.payByCard(call.agent, attemptId);
  expect(await listed()).toEqual([]);
  call.books.clock.advance({ minutes: 24 * 60 + 1 });
  expect(await listed()).toMatchObject([{ kind: 'not-captured', id: attemptId, payment: { attemptId } }]);
});
