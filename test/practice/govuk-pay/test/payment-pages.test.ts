import { describe, expect, test } from 'vitest';
import { openCardPage } from '../card-payer.ts';
import { FAULT_CARDS, SANDBOX_CARDS } from '../cards/practice-cards.ts';
import { createPayment, nextUrlOf, readPayment, startPay } from './support/pay-under-test.ts';

const VISA = '4444333322221111';
const RETURNED = 'https://desk.internal/returned';

const PAID = SANDBOX_CARDS.filter((card) => card.authorised === 'AUTHORISATION SUCCESS');

const byText = (one: string, other: string): number => one.localeCompare(other);

describe('from card to end', () => {
  test('20 sandbox cards are listed as paying', () => {
    expect(PAID).toHaveLength(20);
  });

  test.each(PAID.map((card) => [card.number, card.type] as const))('%s pays', async (number, type) => {
    const pay = await startPay();
    const created = await createPayment(pay);
    const payer = await openCardPage(nextUrlOf(created));
    expect((await readPayment(pay, created.payment_id)).state.status).toBe('started');
    const confirm = await payer.enterCard({ number });
    expect(confirm.heading).toBe('Confirm your payment');
    expect(confirm.html).toContain(number.slice(-4));
    expect(confirm.html).not.toContain(number);
    expect(confirm.html).toContain('£92.00');
    expect(confirm.html).toContain('Registering one LPA');
    const submitted = await readPayment(pay, created.payment_id);
    expect(submitted.state).toEqual({ status: 'submitted', finished: false });
    expect(submitted.provider_id).toBeDefined();
    expect((await payer.confirm()).returnedTo).toBe(RETURNED);
    const paid = await readPayment(pay, created.payment_id);
    expect(paid.state).toEqual({ status: 'success', finished: true });
    expect(paid.card_details).toMatchObject({ card_type: type, last_digits_card_number: number.slice(-4) });
  });

  test.each([
    ['4000000000000002', 'failed', 'P0010', 'Your payment has been declined'],
    ['4000000000000069', 'failed', 'P0010', 'Your payment has been declined'],
    ['4000000000000127', 'failed', 'P0010', 'Your payment has been declined'],
    ['4000000000000119', 'error', 'P0050', 'We’re experiencing technical problems'],
    ['4000000000000077', 'error', 'P0050', 'We’re experiencing technical problems'],
  ])('%s ends as %s %s, with a button back', async (number, status, code, heading) => {
    const pay = await startPay();
    const created = await createPayment(pay);
    const payer = await openCardPage(nextUrlOf(created));
    expect((await payer.enterCard({ number })).heading).toBe(heading);
    const ended = await readPayment(pay, created.payment_id);
    expect(ended.state).toMatchObject({ status, code, finished: true });
    expect(ended.refund_summary.status).toBe('unavailable');
    expect(ended.provider_id).toBeDefined();
    expect((await payer.goBack()).returnedTo).toBe(RETURNED);
    expect((await readPayment(pay, created.payment_id)).state.code).toBe(code);
  });

  test('Maestro is refused on the page, and another card may be tried', async () => {
    const pay = await startPay();
    const created = await createPayment(pay);
    const payer = await openCardPage(nextUrlOf(created));
    const refused = await payer.enterCard({ number: '6759649826438453' });
    expect(refused.heading).toBe('Enter card details');
    expect(refused.html).toContain('This card type is not accepted');
    expect((await readPayment(pay, created.payment_id)).state.status).toBe('started');
    expect((await payer.enterCard({ number: VISA })).heading).toBe('Confirm your payment');
  });

  test.each([
    ['on the card page', false],
    ['on the confirm page', true],
  ])('cancelling %s fails the payment as cancelled by the user', async (_name, entered) => {
    const pay = await startPay();
    const created = await createPayment(pay);
    const payer = await openCardPage(nextUrlOf(created));
    if (entered) await payer.enterCard({ number: VISA });
    expect((await payer.cancel()).heading).toBe('Your payment has been cancelled');
    expect((await readPayment(pay, created.payment_id)).state).toEqual({
      status: 'failed',
      finished: true,
      code: 'P0030',
      message: 'Payment was cancelled by the user',
    });
    expect((await payer.goBack()).returnedTo).toBe(RETURNED);
  });

  test('a page asked for out of turn leads to where the payment stands', async () => {
    const pay = await startPay();
    const created = await createPayment(pay);
    const payer = await openCardPage(nextUrlOf(created));
    const cardPage = payer.seen.path;
    expect((await payer.open(`${cardPage}/confirm`)).heading).toBe('Enter card details');
    await payer.enterCard({ number: VISA });
    expect((await payer.open(cardPage)).heading).toBe('Confirm your payment');
    await payer.confirm();
    expect((await payer.open(cardPage)).heading).toBe('Your payment was successful');
    expect((await payer.open(`${cardPage}/confirm`)).heading).toBe('Your payment was successful');
  });

  test('confirming twice takes one payment', async () => {
    const pay = await startPay();
    const created = await createPayment(pay);
    const payer = await openCardPage(nextUrlOf(created));
    await payer.enterCard({ number: VISA });
    const seen = await Promise.all([payer.confirm(), payer.confirm()]);
    expect(seen.map((page) => page.returnedTo ?? page.heading).toSorted(byText)).toEqual([
      RETURNED,
      'Your payment was successful',
    ]);
    expect(pay.payments()[0]?.events.filter((event) => event.status === 'CAPTURE APPROVED')).toHaveLength(1);
  });
});

describe('who may open the pages', () => {
  test('an address works once; again only in the browser that used it', async () => {
    const pay = await startPay();
    const address = nextUrlOf(await createPayment(pay));
    const first = await openCardPage(address);
    expect((await first.open(address)).heading).toBe('Enter card details');
    const { seen } = await openCardPage(address);
    expect([seen.status, seen.heading]).toEqual([403, 'Your payment session has expired']);
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(403);
  });

  test('an address that was never given out is not found', async () => {
    const pay = await startPay();
    expect((await openCardPage(`${pay.url}/secure/00000000-0000-4000-8000-000000000000`)).seen.status).toBe(404);
  });

  test('an address of a finished payment shows how it ended', async () => {
    const pay = await startPay();
    const created = await createPayment(pay);
    const spare = nextUrlOf(await readPayment(pay, created.payment_id));
    await (await openCardPage(nextUrlOf(created))).cancel();
    expect((await openCardPage(spare)).seen.heading).toBe('Your payment has been cancelled');
  });

  test('the payment pages are closed without the cookie, and to a form that is not theirs', async () => {
    const pay = await startPay();
    const created = await createPayment(pay);
    const payer = await openCardPage(nextUrlOf(created));
    const { path } = payer.seen;
    expect((await fetch(`${pay.url}${path}`)).status).toBe(403);
    const stranger = await openCardPage(nextUrlOf(await createPayment(pay)));
    expect((await stranger.open(path)).status).toBe(403);
    const opened = await fetch(nextUrlOf(await readPayment(pay, created.payment_id)), { redirect: 'manual' });
    const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
    const forged = await fetch(`${pay.url}${path}/cancel`, { method: 'POST', headers: { cookie } });
    expect(forged.status).toBe(400);
    expect((await readPayment(pay, created.payment_id)).state.status).toBe('started');
  });

  test('a browser holds ten payments: an eleventh pushes out the first', async () => {
    const pay = await startPay();
    const payer = await openCardPage(nextUrlOf(await createPayment(pay)));
    const paths = [payer.seen.path];
    for (let count = 0; count < 10; count += 1) {
      paths.push((await payer.open(nextUrlOf(await createPayment(pay)))).path);
    }
    const seen = [];
    for (const path of paths) seen.push((await payer.open(path)).status);
    expect(seen).toEqual([403, ...Array.from({ length: 10 }, () => 200)]);
  });

  test('a browser’s session ends after 90 minutes', async () => {
    const pay = await startPay();
    const payer = await openCardPage(nextUrlOf(await createPayment(pay)));
    pay.clock.advance(90 * 60_000 - 1);
    expect((await payer.reload()).status).toBe(200);
    pay.clock.advance(1);
    expect((await payer.reload()).status).toBe(403);
  });

  test('the address can be posted as a form instead', async () => {
    const pay = await startPay();
    const post = (await createPayment(pay))._links.next_url_post;
    const response = await fetch(post?.href ?? '', {
      method: 'POST',
      body: new URLSearchParams(post?.params),
      redirect: 'manual',
    });
    expect(response.status).toBe(303);
    expect(response.headers.get('set-cookie')).toMatch(/^frontend_state=.*Max-Age=5400; HttpOnly; SameSite=Lax$/);
  });

  test('going back while the payment can be cancelled cancels it', async () => {
    const pay = await startPay();
    const created = await createPayment(pay);
    const payer = await openCardPage(nextUrlOf(created));
    expect((await payer.open(`/return/${created.payment_id}`)).returnedTo).toBe(RETURNED);
    expect((await readPayment(pay, created.payment_id)).state.code).toBe('P0030');
  });
});

test('pages are kept by no cache and framed by no other site', async () => {
  const pay = await startPay();
  const address = nextUrlOf(await createPayment(pay));
  const { status, headers } = await fetch(address, { redirect: 'manual' });
  expect([status, headers.get('cache-control')]).toEqual([303, 'no-store']);
  const { headers: page } = await fetch(address);
  expect(page.get('cache-control')).toBe('no-store');
  expect(page.get('content-security-policy')).toContain("frame-ancestors 'self'");
});

test('what the service wrote is shown as text', async () => {
  const pay = await startPay();
  const payer = await openCardPage(nextUrlOf(await createPayment(pay, { description: "Tom & Jerry's" })));
  expect(payer.seen.html).toContain('Tom &amp; Jerry&#39;s');
});

test('the stand-in’s own cards are none of the sandbox’s', () => {
  const sandbox = new Set(SANDBOX_CARDS.map((card) => card.number));
  expect(FAULT_CARDS.filter((card) => sandbox.has(card.number))).toEqual([]);
});
