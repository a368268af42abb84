import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openCardPage } from '../card-payer.ts';
import type { GovukPay } from '../start-govuk-pay.ts';
import { call, createPayment, nextUrlOf, paymentSeenSchema, refusalOf, startPay } from './support/pay-under-test.ts';

const resultsSchema = z.object({
  total: z.int(),
  count: z.int(),
  page: z.int(),
  results: z.array(paymentSeenSchema),
  _links: z.record(z.string(), z.object({ href: z.string(), method: z.literal('GET') })),
});

async function search(pay: GovukPay, parameters: Record<string, string> = {}) {
  const response = await call(pay, 'GET', `/v1/payments?${new URLSearchParams(parameters)}`);
  return resultsSchema.parse(await response.json());
}

const idsOf = ({ results }: z.infer<typeof resultsSchema>): string[] => results.map((result) => result.payment_id);

describe('search lags', () => {
  test('a payment is found two seconds after it was made, and a change two seconds after it happened', async () => {
    const pay = await startPay({ searchLagMs: 2_000 });
    const created = await createPayment(pay);
    pay.clock.advance(1_999);
    expect((await search(pay)).total).toBe(0);
    pay.clock.advance(1);
    expect((await search(pay)).results[0]?.state.status).toBe('created');
    await openCardPage(nextUrlOf(created));
    pay.clock.advance(1_999);
    expect((await search(pay)).results[0]?.state.status).toBe('created');
    pay.clock.advance(1);
    expect((await search(pay)).results[0]?.state.status).toBe('started');
  });

  test('an expiry lags from when it fell due, not from when it was noticed', async () => {
    const pay = await startPay({ searchLagMs: 2_000 });
    await createPayment(pay);
    pay.clock.advance(90 * 60_000 + 1_999);
    expect((await search(pay)).results[0]?.state.status).toBe('created');
    pay.clock.advance(1);
    expect((await search(pay)).results[0]?.state.code).toBe('P0020');
  });
});

describe('search finds', () => {
  async function paidAndOpen() {
    const pay = await startPay({ searchLagMs: 0 });
    const paid = await createPayment(pay, { reference: 'PAID-1', email: 'Someone@Example.org' });
    const payer = await openCardPage(nextUrlOf(paid));
    await payer.enterCard({ number: '5105105105105100', cardholderName: 'Jo Bloggs' });
    await payer.confirm();
    pay.clock.advance(1_000);
    const open = await createPayment(pay, { reference: 'PAID-10' });
    return { pay, paid: paid.payment_id, open: open.payment_id };
  }

  test.each([
    [{ reference: 'paid-1' }, ['paid']],
    [{ reference: 'PAID' }, []],
    [{ state: 'success' }, ['paid']],
    [{ state: 'created' }, ['open']],
    [{ state: 'cancelled' }, []],
    [{ email: 'someone@' }, ['paid']],
    [{ cardholder_name: 'BLOGGS' }, ['paid']],
    [{ first_digits_card_number: '510510' }, ['paid']],
    [{ last_digits_card_number: '5100' }, ['paid']],
    [{ last_digits_card_number: '5101' }, []],
    [{ from_settled_date: '2026-01-01' }, []],
    [{ reference: '', state: '', unknown: 'x' }, ['open', 'paid']],
  ])('%o', async (parameters: Record<string, string>, expected) => {
    const { pay, paid, open } = await paidAndOpen();
    const names = new Map([
      [paid, 'paid'],
      [open, 'open'],
    ]);
    expect(idsOf(await search(pay, parameters)).map((id) => names.get(id))).toEqual(expected);
  });

  test('strictly after from_date and strictly before to_date', async () => {
    const { pay, paid, open } = await paidAndOpen();
    expect(idsOf(await search(pay, { from_date: '2026-03-02T09:00:00Z' }))).toEqual([open]);
    expect(idsOf(await search(pay, { from_date: '2026-03-02T08:59:59Z' }))).toEqual([open, paid]);
    expect(idsOf(await search(pay, { to_date: '2026-03-02T09:00:01Z' }))).toEqual([paid]);
    expect(idsOf(await search(pay, { to_date: '2026-03-02T09:00:02Z' }))).toEqual([open, paid]);
  });

  test('no way to the pages, and cancel only where it is open', async () => {
    const { pay, open } = await paidAndOpen();
    for (const { payment_id: id, _links: links } of (await search(pay)).results) {
      expect(links.next_url).toBeUndefined();
      expect(links.next_url_post).toBeUndefined();
      expect(links.cancel !== undefined).toBe(id === open);
    }
  });
});

describe('search pages', () => {
  test('newest first, with links to the pages that exist', async () => {
    const pay = await startPay({ searchLagMs: 0 });
    const made: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      made.unshift((await createPayment(pay)).payment_id);
      // The third and fourth are made in the same millisecond.
      if (count !== 2) pay.clock.advance(1_000);
    }
    const query = { display_size: '2', reference: 'PAY-7K2M-4Q' };
    const pages = [
      await search(pay, query),
      await search(pay, { ...query, page: '2' }),
      await search(pay, { ...query, page: '3' }),
    ];
    expect(pages.flatMap(idsOf)).toEqual(made);
    expect(pages.map(({ total, count, page }) => [total, count, page])).toEqual([
      [5, 2, 1],
      [5, 2, 2],
      [5, 1, 3],
    ]);
    expect(pages.map(({ _links: links }) => Object.keys(links).toSorted())).toEqual([
      ['first_page', 'last_page', 'next_page', 'self'],
      ['first_page', 'last_page', 'next_page', 'prev_page', 'self'],
      ['first_page', 'last_page', 'prev_page', 'self'],
    ]);
    const next = new URL(pages[0]?._links['next_page']?.href ?? '');
    expect(Object.fromEntries(next.searchParams)).toEqual({ ...query, page: '2' });
  });

  test('a page beyond the end is a 404; the first page of nothing is empty', async () => {
    const pay = await startPay({ searchLagMs: 0 });
    expect(await search(pay)).toMatchObject({ total: 0, count: 0, page: 1, results: [] });
    expect(await refusalOf(await call(pay, 'GET', '/v1/payments?page=2'))).toEqual({ status: 404, code: 'P0402' });
  });

  test.each([
    ['state=capturable', 'state'],
    ['state=paid', 'state'],
    ['from_date=2026-03-02', 'from_date'],
    ['to_date=yesterday', 'to_date'],
    ['from_settled_date=2026-03-02T00:00:00Z', 'from_settled_date'],
    ['page=0', 'page'],
    ['page=x', 'page'],
    ['display_size=0', 'display_size'],
    ['display_size=501', 'display_size'],
    ['first_digits_card_number=12345', 'first_digits_card_number'],
    ['last_digits_card_number=123a', 'last_digits_card_number'],
    ['state=x&page=0', 'state, page'],
  ])('%s is refused by name', async (query, names) => {
    const pay = await startPay();
    const response = await call(pay, 'GET', `/v1/payments?${query}`);
    expect(response.status).toBe(422);
    expect(await response.json()).toEqual({
      code: 'P0401',
      description: `Invalid parameters: ${names}. See Public API documentation for the correct data formats`,
    });
  });
});
