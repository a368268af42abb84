import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { CARD_PAYMENT_RULES, settleDuePayments } from '../../server/payments/index.ts';
import { pence } from '../../shared/money.ts';
import { EXTERNAL_STATES } from '../practice/govuk-pay/payment-status.ts';
import type { Payment } from '../practice/govuk-pay/payment.ts';
import { expectBooksInOrder } from '../support/books.ts';
import { CAPTURE_DELAY_MS } from './crash-lane.ts';
import type { CrashRun } from './crash-journey.ts';
import { becomeQuiet, isHeldOpen, standings, type Standing } from './crash-standing.ts';
import { refusalOf } from './desk.ts';
import { until } from './until.ts';

const PAY_EXPIRY_MS = 91 * 60_000;
const THREE_HOURS_ON_MS = 185 * 60_000;
const QUIET_WITHIN_MS = 30_000;

/** Brings a run to its very end and holds it against everything that must be true then. */
export async function judge(run: CrashRun): Promise<void> {
  const quiet = await becomeQuiet(run);
  for (const held of quiet.filter(isHeldOpen)) await expectResumable(run, held);
  await endHeldOpen(run, quiet.filter(isHeldOpen));
  await lookThreeHoursOn(run);
  const ended = await standings(run);
  expectNothingLost(run, ended);
  await expectMoneyAgrees(run, ended);
  await expectBooksInOrder(run.lane.books);
}

/** Somebody who walked away can come back: the attempt is theirs, its page opens, and nobody else can take its lines. */
async function expectResumable(run: CrashRun, { attemptId }: Standing): Promise<void> {
  const { agent, colleague } = run.lane;
  const mine = await agent.api.payments.mine.query({});
  expect(mine.map((row) => row.attemptId)).toContain(attemptId);
  expect(await agent.api.payments.get.query({ attemptId })).toMatchObject({ canOpenCardPage: true, canCancel: true });
  const taken = await colleague.api.payments.start
    .mutate({
      commandId: randomUUID(),
      ...{ organisation: run.organisation, invoices: [run.invoice], lineIds: [] },
      ...{ amount: run.plan.part === null ? null : pence(run.plan.part), expectedAmount: pence(run.amount) },
    })
    .catch(refusalOf);
  expect(taken).toMatchObject({ code: 'LINE_ALREADY_BEING_PAID', details: { attemptId } });
}

async function endHeldOpen(run: CrashRun, held: readonly Standing[]): Promise<void> {
  if (held.length === 0) return;
  const { agent, pay } = run.lane;
  const expires = run.plan.leftOpenEndsBy === 'expiry' && held.every(({ pageOpened }) => pageOpened);
  if (expires) pay.clock.advance(PAY_EXPIRY_MS);
  else for (const { attemptId } of held) await agent.api.payments.cancel.mutate({ commandId: randomUUID(), attemptId });
  const ended = await becomeQuiet(run);
  expect(ended.filter(isHeldOpen)).toEqual([]);
}

/** The mop-up of another copy, three hours later: nothing that Pay knows may still be open, anywhere. */
async function lookThreeHoursOn(run: CrashRun): Promise<void> {
  const { books, pay, deps } = run.lane;
  pay.clock.advance(CAPTURE_DELAY_MS);
  let laterMs = 0;
  await until('every attempt is at its end', QUIET_WITHIN_MS, async () => {
    // Later with each look, so that whatever is still on its way is due again.
    laterMs += THREE_HOURS_ON_MS;
    const clock = { now: () => new Date(Date.now() + laterMs) };
    await settleDuePayments({ ...books.system, clock }, 'mop-up', deps);
    return (await standings(run)).every(({ state }) => CARD_PAYMENT_RULES[state].movedBy === 'nobody')
      ? true
      : undefined;
  });
}

function expectNothingLost(run: CrashRun, ended: readonly Standing[]): void {
  const known = new Set(ended.map(({ attemptId }) => attemptId));
  expect([...run.heardOf].filter((attemptId) => !known.has(attemptId))).toEqual([]);
}

/** What Pay took is what the books have, payment by payment, both ways. */
async function expectMoneyAgrees(run: CrashRun, ended: readonly Standing[]): Promise<void> {
  const atPay = run.lane.pay.payments().filter(({ metadata }) => metadata?.['organisation'] === run.organisation);
  const taken = atPay.filter(isSuccess).map(({ id, reference, amount }) => ({ id, reference, amount }));
  const booked = await run.lane.books.rows<{ id: string; reference: string; amount: number }>(
    `select substr(receipt.source, length('govuk-pay:') + 1) as id, card_payment.reference, receipt.amount from receipt
     join card_payment on card_payment.receipt_id = receipt.id
     join organisation on organisation.id = receipt.organisation_id
     where organisation.reference = ?
       and not exists (select from journal where reverses_journal_id = receipt.journal_id)`,
    [run.organisation],
  );
  expect(booked).toEqual(taken);
  expect(taken.length).toBeLessThanOrEqual(1);
  expect(taken.every(({ amount }) => amount === run.amount)).toBe(true);
  expect(atPay.filter(({ status }) => !EXTERNAL_STATES[status].finished)).toEqual([]);
  // One payment at the most for each attempt, and none that is nobody's.
  expect(new Set(atPay.map(({ reference }) => reference)).size).toBe(atPay.length);
  const attempts = new Set(ended.map(({ reference }) => reference));
  expect(atPay.filter(({ reference }) => !attempts.has(reference))).toEqual([]);
}

function isSuccess({ status }: Payment): boolean {
  return EXTERNAL_STATES[status].status === 'success';
}
