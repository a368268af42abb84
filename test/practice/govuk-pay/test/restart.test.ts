import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openCardPage } from '../card-payer.ts';
import { createPayClock } from '../pay-clock.ts';
import { call, createPayment, nextUrlOf, readPayment, startPay, STARTS_AT } from './support/pay-under-test.ts';

const VISA = '4444333322221111';

function newStateFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'govuk-pay-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'state', 'payments.jsonl');
}

const clockAt = (startAt: number) => createPayClock({ startAt, speed: 0 });

describe('the state survives a restart', () => {
  test('payments, addresses not yet used, and browsers in the middle of a payment', async () => {
    const stateFile = newStateFile();
    const before = await startPay({ stateFile });
    const unopened = await createPayment(before);
    const submitted = await createPayment(before, { metadata: { attempt: 'a-1' } });
    const payer = await openCardPage(nextUrlOf(submitted));
    await payer.enterCard({ number: VISA });
    const port = Number(new URL(before.url).port);
    await before.close();

    const after = await startPay({ stateFile, port });
    // The connections to the first start are found dead one by one before new ones are made.
    expect(await vi.waitFor(() => readPayment(after, submitted.payment_id), { timeout: 4_000 })).toMatchObject({
      state: { status: 'submitted' },
      metadata: { attempt: 'a-1' },
    });
    expect((await payer.confirm()).returnedTo).toBeDefined();
    expect((await readPayment(after, submitted.payment_id)).state.status).toBe('success');
    expect((await openCardPage(nextUrlOf(unopened))).seen.heading).toBe('Enter card details');
    expect((await openCardPage(nextUrlOf(unopened))).seen.status).toBe(403);
  });

  test('the clock never goes back, and what fell due meanwhile has happened', async () => {
    const stateFile = newStateFile();
    const before = await startPay({ stateFile });
    const { payment_id: id } = await createPayment(before);
    await fetch(`${before.url}/_practice/clock`, { method: 'POST', body: '{"advanceSeconds": 3600}' });
    await before.close();
    const after = await startPay({ stateFile });
    expect(after.clock.now()).toBe(STARTS_AT + 3_600_000);
    await after.close();
    const muchLater = await startPay({ stateFile, clock: clockAt(STARTS_AT + 24 * 3_600_000) });
    expect((await readPayment(muchLater, id)).state.code).toBe('P0020');
  });

  test('the clock goes on from the latest moment noted, though an older one was noted last', async () => {
    const stateFile = newStateFile();
    const before = await startPay({ stateFile });
    const { payment_id: id } = await createPayment(before);
    before.clock.advance(2 * 3_600_000);
    await createPayment(before);
    // Notes the expiry, which fell due half an hour ago.
    await readPayment(before, id);
    const killed = `${stateFile}.killed`;
    copyFileSync(stateFile, killed);
    const after = await startPay({ stateFile: killed });
    expect(after.clock.now()).toBe(STARTS_AT + 2 * 3_600_000);
  });

  test('search goes on knowing what it knew, and how far a faulty payment had got', async () => {
    const stateFile = newStateFile();
    const before = await startPay({ stateFile, searchLagMs: 2_000 });
    const { payment_id: id } = await createPayment(before, { amount: 9_281 });
    for (let count = 0; count < 3; count += 1) await call(before, 'GET', `/v1/payments/${id}`);
    await before.close();
    const after = await startPay({ stateFile, searchLagMs: 2_000 });
    expect(await (await call(after, 'GET', '/v1/payments')).json()).toMatchObject({ total: 0 });
    after.clock.advance(2_000);
    expect(await (await call(after, 'GET', '/v1/payments')).json()).toMatchObject({ total: 1 });
    expect((await call(after, 'GET', `/v1/payments/${id}`)).status).toBe(200);
  });
});

describe('the state file', () => {
  test('may end in a line cut short, which is dropped for good', async () => {
    const stateFile = newStateFile();
    const before = await startPay({ stateFile });
    const kept = await createPayment(before);
    await before.close();
    const whole = readFileSync(stateFile, 'utf8');
    appendFileSync(stateFile, '{"kind":"payment","at":17');
    const after = await startPay({ stateFile });
    expect(after.payments().map((payment) => payment.id)).toEqual([kept.payment_id]);
    expect(readFileSync(stateFile, 'utf8')).toBe(whole);
    await createPayment(after);
    await after.close();
    const again = await startPay({ stateFile });
    expect(again.payments()).toHaveLength(2);
  });

  test('is refused, by line, where another line cannot be read', async () => {
    const stateFile = newStateFile();
    const before = await startPay({ stateFile });
    await createPayment(before);
    await before.close();
    writeFileSync(stateFile, `nonsense\n${readFileSync(stateFile, 'utf8')}`);
    await expect(startPay({ stateFile })).rejects.toThrow('line 1');
  });

  test('holds no card number, security code or usable address', async () => {
    const stateFile = newStateFile();
    const pay = await startPay({ stateFile });
    const created = await createPayment(pay);
    const payer = await openCardPage(nextUrlOf(created));
    await payer.enterCard({ number: '4444333322221112', cvc: '9876' });
    await payer.enterCard({ number: VISA, cvc: '9876' });
    await payer.confirm();
    const text = readFileSync(stateFile, 'utf8');
    expect(text).toContain('"lastDigits":"1111"');
    for (const number of ['4444333322221112', VISA]) expect(text).not.toContain(number);
    expect(text).not.toMatch(/[":]9876[",}]/);
    expect(text).not.toContain(nextUrlOf(created).split('/').at(-1));
  });
});
