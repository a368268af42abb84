import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { getInvoice } from '../../../server/billing/list-invoices.ts';
import { startCardPayment } from '../../../server/payments/index.ts';
import type { StaffActor } from '../../../server/platform/actor.ts';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import type { IssuedInvoice } from '../../../shared/contracts/billing.ts';
import { localDate } from '../../../shared/local-date.ts';
import { pence } from '../../../shared/money.ts';
import { openCardPage as visitCardPage } from '../../practice/govuk-pay/card-payer.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../support/books.ts';
import { openTelephone, VISA, type Telephone } from '../../support/telephone.ts';

const DECLINED = '4000000000000002';
const PROVIDER_ERROR = '4000000000000119';

let books: Books;
let telephone: Telephone;
let agent: StaffActor;
let organisation: OrganisationReference;
let invoice: IssuedInvoice;

beforeAll(async () => {
  books = await openBooks();
  telephone = await openTelephone(books);
  agent = await books.staff('agent');
});
afterEach(() => expectBooksInOrder(books));
afterAll(async () => {
  await telephone.close();
  await books.close();
});

async function billed(...amounts: number[]): Promise<void> {
  organisation = await books.organisation();
  invoice = await books.invoice(organisation, ...amounts);
}

const startWhole = (actor: StaffActor = agent) =>
  telephone.start(actor, { organisation, invoices: [invoice.number], expectedAmount: pence(invoice.total) });

const standing = () =>
  getInvoice(books.orm.em.fork(), invoice.number, { staffId: agent.staffId, today: localDate('2026-11-24') });

describe('a payment that goes well', () => {
  test("is in the books the moment the agent comes back, on the day of Pay's own event", async () => {
    await billed(9200, 4600);
    const attemptId = await startWhole();
    expect(await telephone.state(attemptId)).toBe('awaiting-card');
    await telephone.payByCard(agent, attemptId);
    expect(await telephone.state(attemptId)).toBe('paid');
    expect(await standing()).toMatchObject({ outstanding: 0, paid: 13_800, status: 'paid', beingPaid: null });
    const [receipt] = await books.rows(
      'select amount, accounting_day from receipt where organisation_id = (select id from organisation where reference = ?)',
      [organisation],
    );
    expect(receipt).toEqual({ amount: 13_800, accounting_day: '2026-11-24' });
  });

  test('is watched until the provider has captured it', async () => {
    await billed(9200);
    const attemptId = await startWhole();
    await telephone.payByCard(agent, attemptId);
    await telephone.pass({ seconds: 30 });
    await telephone.pass({ seconds: 30 });
    expect(await telephone.state(attemptId)).toBe('captured');
  });

  test('that is confirmed just after midnight in summer belongs to the London day', async () => {
    const before = books.clock.now().toISOString();
    books.clock.set('2027-06-30T23:20:00.000Z');
    telephone.pay.clock.notBefore(books.clock.now().getTime());
    await billed(9200);
    const attemptId = await startWhole();
    await telephone.payByCard(agent, attemptId);
    const [payment] = await books.rows('select paid_on from card_payment where id = ?', [attemptId]);
    expect(payment).toEqual({ paid_on: '2027-07-01' });
    expect(before < books.clock.now().toISOString()).toBe(true);
  });

  test('tells Pay the organisation, the invoices, the attempt and the LPAs, under a reference of its own', async () => {
    await billed(9200, 9200);
    const attemptId = await startWhole();
    const [row] = await books.rows<{ reference: string }>('select reference from card_payment where id = ?', [
      attemptId,
    ]);
    const made = telephone.pay.payments().find(({ reference }) => reference === row?.reference);
    expect(made).toMatchObject({ moto: true, amount: 18_400 });
    expect(made?.metadata).toMatchObject({
      organisation,
      attempt: attemptId,
      invoices: invoice.number,
      lpa_count: '2',
    });
    expect(String(made?.metadata?.['lpas_1']).split(' ')).toHaveLength(2);
  });

  test('of a part amount meets the oldest lines first and leaves the rest due', async () => {
    await billed(9200, 9200);
    const newer = await books.invoice(organisation, 9200);
    const attemptId = await telephone.start(agent, {
      organisation,
      invoices: [newer.number, invoice.number],
      amount: pence(10_000),
    });
    await telephone.payByCard(agent, attemptId);
    expect(await standing()).toMatchObject({ outstanding: 8_400, status: 'part-paid' });
    const lines = await books.rows(
      'select amount from payment_attempt_line where card_payment_id = ? order by invoice_line_id',
      [attemptId],
    );
    expect(lines).toEqual([{ amount: 9200 }, { amount: 800 }]);
  });
});

describe('a payment that does not come about', () => {
  test.each([
    [
      'a declined card',
      'declined',
      async (id: string) => void (await (await telephone.cardPage(agent, id)).enterCard({ number: DECLINED })),
    ],
    [
      'a fault at the provider',
      'provider-error',
      async (id: string) => void (await (await telephone.cardPage(agent, id)).enterCard({ number: PROVIDER_ERROR })),
    ],
    [
      'Cancel on the card page',
      'cancelled-on-page',
      async (id: string) => {
        const page = await telephone.cardPage(agent, id);
        await page.enterCard({ number: VISA });
        await page.cancel();
      },
    ],
    ['Cancel at the desk', 'cancelled', async (id: string) => telephone.cancel(agent, id)],
  ])('%s leaves the attempt %s, takes no money, and lets the lines go', async (_what, state, act) => {
    await billed(9200);
    const attemptId = await startWhole();
    await act(attemptId);
    await telephone.pass({ seconds: 40 });
    expect(await telephone.state(attemptId)).toBe(state);
    expect(await standing()).toMatchObject({ outstanding: 9200, beingPaid: null });
    const again = await startWhole();
    await telephone.payByCard(agent, again);
    expect(await standing()).toMatchObject({ outstanding: 0 });
  });

  test('authorised and never confirmed, it expires and takes no money', async () => {
    await billed(9200);
    const attemptId = await startWhole();
    const page = await telephone.cardPage(agent, attemptId);
    await page.enterCard({ number: VISA });
    await telephone.pass({ seconds: 2 });
    expect(await telephone.state(attemptId)).toBe('to-confirm');
    await telephone.pass({ minutes: 100 });
    expect(await telephone.state(attemptId)).toBe('expired');
    expect(await standing()).toMatchObject({ outstanding: 9200 });
  });

  test('confirmed and then not captured, it is taken out of the books again and the lines are due', async () => {
    await billed(9200);
    const attemptId = await startWhole();
    await telephone.payByCard(agent, attemptId);
    const made = telephone.pay.payments().at(-1);
    telephone.pay.failCapture(made?.id ?? '');
    await telephone.pass({ seconds: 30 });
    expect(await telephone.state(attemptId)).toBe('reversed');
    expect(await standing()).toMatchObject({ outstanding: 9200, status: 'open' });
    expect(
      await books.rows(
        'select from journal where reverses_journal_id is not null and organisation_id = (select id from organisation where reference = ?)',
        [organisation],
      ),
    ).toHaveLength(1);
  });
});

describe('a create that is not answered', () => {
  test.each([
    ['lost after it was made', 93],
    ['answered 500 after it was made', 94],
  ])('%s lets the lines go at once; the sweep finds and cancels the orphan', async (_what, ending) => {
    await billed(9200 + ending);
    const attemptId = await startWhole();
    expect(await telephone.state(attemptId)).toBe('create-unknown');
    expect(await standing()).toMatchObject({ beingPaid: null });
    await telephone.pass({ seconds: 15 });
    expect(await telephone.state(attemptId)).toBe('orphan-closed');
    expect(telephone.pay.payments().at(-1)).toMatchObject({ status: 'SYSTEM CANCELLED' });
  });

  test('that never reached Pay is given up after three hours', async () => {
    await billed(9292);
    const attemptId = await startWhole();
    expect(await telephone.state(attemptId)).toBe('create-unknown');
    for (let minutes = 0; minutes < 190; minutes += 10) await telephone.pass({ minutes: 10 });
    expect(await telephone.state(attemptId)).toBe('orphan-absent');
  });

  test('is never sent again: one POST per attempt, whatever the agent presses', async () => {
    await billed(9293);
    const before = createsSent();
    const input = {
      commandId: randomUUID(),
      organisation,
      invoices: [invoice.number],
      lineIds: [],
      amount: null,
      expectedAmount: pence(9293),
    };
    const all = await Promise.all(
      Array.from({ length: 5 }, () => startCardPayment(books.as(agent), input, telephone.deps)),
    );
    expect(new Set(all.map(({ attemptId }) => attemptId)).size).toBe(1);
    await telephone.pass({ seconds: 20 });
    expect(createsSent() - before).toBe(1);
  });

  test('that Pay refuses for want of patience is refused, and the lines are free', async () => {
    await billed(9295);
    const attemptId = await startWhole();
    expect(await telephone.state(attemptId)).toBe('refused');
    expect(await standing()).toMatchObject({ beingPaid: null });
  });

  test('whose sender has died is treated as unanswered at the next look', async () => {
    await billed(9200);
    const dead = {
      ...telephone.deps,
      copyId: await deadCopy(),
      pay: { ...telephone.deps.pay, createPayment: () => new Promise<never>(() => undefined) },
    };
    const input = {
      commandId: randomUUID(),
      organisation,
      invoices: [invoice.number],
      lineIds: [],
      amount: null,
      expectedAmount: pence(9200),
    };
    void startCardPayment(books.as(agent), input, dead);
    await expect
      .poll(async () => (await books.rows(`select from card_payment where state = 'sending'`)).length)
      .toBe(1);
    await telephone.look();
    const [attempt] = await books.rows(
      'select state from card_payment order by started_at desc, reference desc limit 1',
    );
    expect(attempt).toEqual({ state: 'create-unknown' });
  });

  test('and is paid after all becomes credit as far as its lines were paid meanwhile', async () => {
    await billed(9200, 93);
    const lost = await startWhole();
    const orphan = telephone.pay.payments().at(-1)?.id ?? '';
    const second = await telephone.start(agent, { organisation, invoices: [invoice.number], amount: pence(9200) });
    await telephone.payByCard(agent, second);
    const answer = await telephone.deps.pay.readPayment(orphan);
    const page = await visitCardPage(answer.kind === 'answered' ? (answer.answer._links.next_url?.href ?? '') : '');
    await page.enterCard({ number: VISA });
    await page.confirm();
    await telephone.pass({ seconds: 15 });
    expect(['paid', 'captured']).toContain(await telephone.state(lost));
    expect(await standing()).toMatchObject({ outstanding: 0 });
    const [balance] = await books.rows(
      'select receivable, credit from organisation_balance where organisation_id = (select id from organisation where reference = ?)',
      [organisation],
    );
    expect(balance).toEqual({ receivable: 0, credit: 9200 });
  });
});

describe('an outcome that Pay does not tell', () => {
  test('holds the lines, says so, and is settled by reading', async () => {
    await billed(9281);
    const attemptId = await startWhole();
    await telephone.pass({ seconds: 40 });
    await telephone.pass({ seconds: 5 });
    expect(await telephone.state(attemptId)).toBe('outcome-unknown');
    await expect(startWhole()).rejects.toMatchObject({ code: 'LINE_ALREADY_BEING_PAID' });
    await telephone.pass({ seconds: 10 });
    await telephone.pass({ seconds: 20 });
    expect(await telephone.state(attemptId)).toBe('awaiting-card');
    await telephone.payByCard(agent, attemptId);
    expect(await standing()).toMatchObject({ outstanding: 0 });
  });

  test.each([71, 72])('of a cancel whose answer is lost (.%i) is read back', async (ending) => {
    await billed(9200 + ending);
    const attemptId = await startWhole();
    await telephone.cancel(agent, attemptId);
    expect(await telephone.state(attemptId)).toBe('cancelled');
  });
});

describe('what is refused before Pay is asked', () => {
  test('a sum that is no longer the one that was read out', async () => {
    await billed(9200);
    await expect(
      telephone.start(agent, { organisation, invoices: [invoice.number], expectedAmount: pence(4600) }),
    ).rejects.toMatchObject({ code: 'AMOUNT_CHANGED' });
  });

  test('more than the provider takes by card, with the limit', async () => {
    await billed(...Array.from({ length: 55 }, () => 9200));
    await expect(startWhole()).rejects.toMatchObject({
      code: 'ABOVE_CARD_LIMIT',
      details: { amount: 506_000, limit: 500_000 },
    });
  });

  test('more than is due', async () => {
    await billed(9200);
    await expect(
      telephone.start(agent, { organisation, invoices: [invoice.number], amount: pence(9201) }),
    ).rejects.toMatchObject({ code: 'AMOUNT_ABOVE_DUE' });
  });

  test('the lines of another organisation', async () => {
    await billed(9200);
    const other = await books.organisation('Another');
    await expect(
      telephone.start(agent, { organisation: other, invoices: [invoice.number], expectedAmount: pence(9200) }),
    ).rejects.toMatchObject({ code: 'NOTHING_DUE' });
  });

  test('the card page of another agent, and cancelling for them unless one leads the team', async () => {
    await billed(9200);
    const attemptId = await startWhole();
    const other = await books.staff('agent');
    await expect(telephone.cardPage(other, attemptId)).rejects.toMatchObject({ code: 'CARD_PAYMENT_NOT_YOURS' });
    await expect(telephone.cancel(other, attemptId)).rejects.toMatchObject({ code: 'CARD_PAYMENT_NOT_YOURS' });
    await telephone.cancel(await books.staff('team-leader'), attemptId);
    expect(await telephone.state(attemptId)).toBe('cancelled');
  });
});

describe('two agents on one line', () => {
  const races = process.env['PROVE'] === '1' ? 1_000 : 25;

  test(`${races} races make exactly one attempt each, and the loser is told who and since when`, async () => {
    const other = await books.staff('agent');
    organisation = await books.organisation();
    for (let race = 0; race < races; race += 1) {
      invoice = await books.invoice(organisation, 9200);
      const outcomes = await Promise.allSettled([startWhole(agent), startWhole(other)]);
      const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(lost).toHaveLength(1);
      expect(lost[0]?.reason).toMatchObject({
        code: 'LINE_ALREADY_BEING_PAID',
        details: { since: books.clock.now().toISOString() },
      });
      expect(
        await books.rows(
          'select from payment_attempt_line join invoice_line on id = invoice_line_id where invoice_id = (select id from invoice where number = ?)',
          [invoice.number],
        ),
      ).toHaveLength(1);
    }
  });
});

function createsSent(): number {
  return telephone.pay.requests().filter(({ method, path }) => method === 'POST' && path === '/v1/payments').length;
}

async function deadCopy(): Promise<number> {
  const [row] = await books.rows<{ id: number }>('insert into server_copy (started_at) values (now()) returning id');
  return row?.id ?? 0;
}
