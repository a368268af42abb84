import { expect, test } from 'vitest';
import { CARD_PAYMENT_STATES } from '../../../shared/contracts/payments.ts';
import { ORGANISATION_KINDS } from '../../../shared/contracts/organisations.ts';
import { addDays, daysBetween, localDate, londonDay } from '../../../shared/local-date.ts';
import { parseLpaReference } from '../../../shared/lpa-reference.ts';
import { pence } from '../../../shared/money.ts';
import { CARD_LIMIT } from './call-choices.ts';
import { feeFor } from './fees.ts';
import { PAYMENT_STORIES, storyOf } from './payment-stories.ts';
import { PRESENT_STORIES } from './present-stories.ts';
import { planWorld } from './plan-world.ts';
import { MOST_LINES } from './world-scale.ts';

const SEED = 'world plan test';
const END = new Date('2026-11-24T10:00:00Z');
const plan = planWorld(SEED, 'full', END);
const lines = plan.bills.flatMap((bill) => bill.lines);

test('the same seed, size and end give the same plan, and another seed another one', () => {
  const again = JSON.stringify(planWorld(SEED, 'full', END));
  expect(again === JSON.stringify(plan)).toBe(true);
  expect(JSON.stringify(planWorld('another', 'small', END))).not.toBe(JSON.stringify(planWorld(SEED, 'small', END)));
});

test('a full world has sixty organisations of every kind, a few large and most small, and at most 20,000 lines', () => {
  expect(plan.organisations).toHaveLength(60);
  expect(new Set(plan.organisations.map(({ kind }) => kind))).toEqual(new Set(ORGANISATION_KINDS));
  const sizes = plan.organisations.map(({ lpasAMonth }) => lpasAMonth);
  expect(sizes.filter((size) => size >= 100)).toHaveLength(3);
  expect(sizes.filter((size) => size <= 5).length).toBeGreaterThan(30);
  expect(lines.length).toBeLessThanOrEqual(MOST_LINES);
  expect(lines.length).toBeGreaterThan(10_000);
  expect(new Set(plan.organisations.map(({ name }) => name)).size).toBe(60);
});

test('nobody in it can be anyone: addresses, telephone numbers and e-mail are such as are never given out', () => {
  for (const { address, contact } of plan.organisations) {
    expect(address.postcode).toMatch(/^[QVX][A-HK-Y][0-9]{1,2} [1-9][ABD-HJLNP-UW-Z]{2}$/);
    expect(contact.phone).toMatch(/^01632 960[0-9]{3}$/);
    expect(contact.email).toMatch(/^[a-z.]+@[a-z-]+\.example\.(com|org|net)$/);
  }
  expect(new Set(plan.organisations.map(({ contact }) => contact.phone)).size).toBe(60);
});

test('it covers eighteen months of registrations up to last month, all but the last billed at the start of the next', () => {
  expect(londonDay(plan.bills[0]?.issuedAt ?? END).slice(0, 7)).toBe('2025-06');
  expect(londonDay(plan.bills.at(-1)?.issuedAt ?? END).slice(0, 7)).toBe('2026-10');
  expect(new Set(plan.bills.map(({ round }) => round)).size).toBe(17);
  const delivered = plan.deliveries.flatMap(({ registrations }) => registrations);
  const newest = delivered
    .map(({ line }) => line.registeredOn.slice(0, 7))
    .toSorted()
    .at(-1);
  expect(newest).toBe('2026-11');
  for (const { issuedAt, lines: its } of plan.bills) {
    const issuedIn = londonDay(issuedAt).slice(0, 7);
    const registeredIn = new Set(its.map(({ registeredOn }) => registeredOn.slice(0, 7)));
    expect([...registeredIn]).toEqual([monthBefore(issuedIn)]);
  }
});

function monthBefore(month: string): string {
  return addDays(localDate(`${month}-01`), -1).slice(0, 7);
}

test('the day an LPA was received picks its price, from 17 November 2025 the new one', () => {
  const prices = (day: string) =>
    (['full', 'half', 'repeat', 'quarter', 'exempt'] as const).map((kind) => feeFor(kind, localDate(day)));
  expect(prices('2025-11-16')).toEqual([8200, 4100, 4100, 2050, 0]);
  expect(prices('2025-11-17')).toEqual([9200, 4600, 4600, 2300, 0]);
  const wrong = lines.filter(({ feeKind, receivedOn, amount }) => {
    const full = receivedOn < '2025-11-17' ? 8200 : 9200;
    return amount !== full / { full: 1, half: 2, repeat: 2, quarter: 4, exempt: Infinity }[feeKind];
  });
  expect(wrong).toEqual([]);
});

test('registration trails receipt by 8 to 16 weeks, so bills of early 2026 hold both prices side by side', () => {
  const waits = lines.map(({ receivedOn, registeredOn }) => daysBetween(receivedOn, registeredOn));
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(56);
  expect(Math.max(...waits)).toBeLessThanOrEqual(112);
  const february = plan.bills.filter(({ issuedAt }) => londonDay(issuedAt).startsWith('2026-02'));
  const amounts = new Set(february.find((bill) => bill.lines.length > 50)?.lines.map(({ amount }) => amount));
  expect(amounts).toContain(8200);
  expect(amounts).toContain(9200);
});

test('every LPA reference has its right check digit and comes once, from both registers', () => {
  const parsed = lines.map(({ lpaReference }) => parseLpaReference(lpaReference));
  expect(new Set(parsed.map((one) => (one.ok ? one.kind : one.problem)))).toEqual(new Set(['modernised', 'sirius']));
  expect(new Set(lines.map(({ lpaReference }) => lpaReference)).size).toBe(lines.length);
});

test('most lines have a matter number, most matters two to four lines; all fee kinds and both LPA kinds are met', () => {
  const numbered = lines.filter(({ ownReference }) => ownReference !== null);
  expect(numbered.length / lines.length).toBeGreaterThan(0.8);
  const sizes = plan.bills.flatMap((bill) => {
    const matters = Map.groupBy(bill.lines, ({ ownReference }) => ownReference);
    matters.delete(null);
    return [...matters.values()].map((its) => its.length);
  });
  expect(Math.max(...sizes)).toBeLessThanOrEqual(4);
  expect(sizes.filter((size) => size >= 2).length / sizes.length).toBeGreaterThan(0.7);
  expect(new Set(lines.map(({ feeKind }) => feeKind)).size).toBe(5);
  expect(new Set(lines.map(({ lpaKind }) => lpaKind)).size).toBe(2);
});

test('every state that a card payment can be in is met', () => {
  const past = plan.attempts.flatMap(({ story }) => storyOf(story).visits);
  const present = PRESENT_STORIES.slice(0, plan.beingPaid.length).map(({ state }) => state);
  expect(new Set([...past, ...present])).toEqual(new Set(CARD_PAYMENT_STATES));
  expect(present).toEqual(expect.arrayContaining(['awaiting-card', 'outcome-unknown', 'create-unknown', 'paid']));
  expect(new Set(plan.attempts.map(({ story }) => story))).toEqual(new Set(Object.keys(PAYMENT_STORIES)));
});

test('no attempt asks for more than one card may pay, none falls outside the past, and some are of today', () => {
  for (const { at, expectedAmount } of plan.attempts) {
    expect(expectedAmount).toBeGreaterThan(pence(0));
    expect(expectedAmount).toBeLessThanOrEqual(CARD_LIMIT);
    expect(at.getTime()).toBeLessThan(END.getTime());
  }
  const today = plan.attempts.filter(({ at }) => londonDay(at) === londonDay(END));
  expect(today.length).toBeGreaterThanOrEqual(3);
});

test('two organisations are on hold and one is closed, each with a reason, and none of them is billed after that', () => {
  const changed = plan.organisations.flatMap(({ index, statusChange }) =>
    statusChange ? [{ index, ...statusChange }] : [],
  );
  expect(changed.map(({ status }) => status).toSorted()).toEqual(['closed', 'on-hold', 'on-hold']);
  for (const { index, at, reason } of changed) {
    expect(reason.length).toBeGreaterThan(20);
    const its = plan.bills.filter(({ organisation }) => organisation.index === index);
    expect(its.length).toBeGreaterThan(0);
    expect(its.filter(({ issuedAt }) => issuedAt >= at)).toEqual([]);
  }
});
