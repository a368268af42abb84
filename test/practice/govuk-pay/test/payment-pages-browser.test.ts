import { createServer } from 'node:http';
import { once } from 'node:events';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { openChromium } from '../../../support/open-chromium.ts';
import type { GovukPay } from '../start-govuk-pay.ts';
import { createPayment, nextUrlOf, readPayment, startPay } from './support/pay-under-test.ts';

const VISA = '4444333322221111';
const WCAG_2_2_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const NARROW = { width: 320, height: 640 };

// A scan of a page takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let browser: Browser;

beforeAll(async () => {
  browser = await openChromium();
}, 60_000);
afterAll(() => browser.close());

async function newPage(): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB' });
  onTestFinished(() => context.close());
  return context.newPage();
}

/** A service to come back to. */
async function startService(): Promise<string> {
  const service = createServer((_request, response) => void response.end('back at the service'));
  service.listen(0, '127.0.0.1');
  onTestFinished(() => void service.close());
  await once(service, 'listening');
  return `http://127.0.0.1:${z.object({ port: z.int() }).parse(service.address()).port}/returned`;
}

async function openCard(pay: GovukPay): Promise<{ page: Page; id: string }> {
  const created = await createPayment(pay, { return_url: await startService() });
  const page = await newPage();
  await page.goto(nextUrlOf(created));
  return { page, id: created.payment_id };
}

/** Waits until the keyboard is where the page puts it: a browser does that a moment after it shows the page. */
const focused = (page: Page, selector: string) => page.locator(`${selector}:focus`).waitFor();

/** Types a card without touching the mouse: the first field has the focus, Enter sends the form. */
async function typeCard(page: Page, number: string): Promise<void> {
  await focused(page, '#card-no');
  for (const text of [number, '12', '40', 'A Payer']) {
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('123');
  await page.keyboard.press('Enter');
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

describe('by keyboard alone', () => {
  test('a card is typed, Enter continues, Enter confirms, and the service is back', async () => {
    const pay = await startPay();
    const { page, id } = await openCard(pay);
    await typeCard(page, VISA);
    await heading(page, 'Confirm your payment');
    await focused(page, 'button');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/returned');
    expect((await readPayment(pay, id)).state.status).toBe('success');
  });

  test('a mistake brings the form back with its message, ready to type again', async () => {
    const pay = await startPay();
    const { page } = await openCard(pay);
    await typeCard(page, '4444333322221112');
    await page.getByRole('alert').getByRole('link', { name: 'Enter a valid card number' }).waitFor();
    expect(await page.locator('#card-no').inputValue()).toBe('');
    expect(await page.locator('#cvc').inputValue()).toBe('');
    expect(await page.locator('#cardholder-name').inputValue()).toBe('A Payer');
    await focused(page, '#card-no');
  });

  test('after a decline Enter goes back to the service', async () => {
    const pay = await startPay();
    const { page } = await openCard(pay);
    await typeCard(page, '4000000000000002');
    await heading(page, 'Your payment has been declined');
    await focused(page, 'a');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/returned');
  });
});

test('a natural reader finds every field and button by its name', async () => {
  const pay = await startPay();
  const { page } = await openCard(pay);
  await page.getByLabel('Card number').fill(VISA);
  await page.getByLabel('Month').fill('12');
  await page.getByLabel('Year').fill('40');
  await page.getByLabel('Name on card').fill('A Payer');
  await page.getByLabel('Card security code').fill('123');
  for (const id of ['card-no', 'expiry-month', 'expiry-year', 'cardholder-name', 'cvc']) {
    expect(await page.locator(`#${id}`).inputValue()).not.toBe('');
  }
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Confirm payment' }).waitFor();
  await page.getByRole('button', { name: 'Cancel payment' }).click();
  await heading(page, 'Your payment has been cancelled');
});

test('the waiting page goes on by itself once the provider has answered', async () => {
  const pay = await startPay();
  const { page } = await openCard(pay);
  await typeCard(page, '4000000000002008');
  await heading(page, 'Checking card details');
  pay.clock.advance(20_000);
  await heading(page, 'Confirm your payment');
});

test('another site cannot frame the card page', async () => {
  const pay = await startPay();
  const page = await newPage();
  await page.goto(await startService());
  const refused = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
  await page.evaluate(
    (address) => {
      const frame = document.createElement('iframe');
      frame.src = address;
      document.body.append(frame);
    },
    nextUrlOf(await createPayment(pay)),
  );
  await refused;
});

describe('every page is accessible (WCAG 2.2 AA) and fits a narrow window', () => {
  const PAGES: [string, (pay: GovukPay) => Promise<Page>][] = [
    ['card', async (pay) => (await openCard(pay)).page],
    ['card, with every mistake', withEveryMistake],
    ['confirm', (pay) => afterCard(pay, VISA, 'Confirm your payment')],
    ['waiting', waiting],
    ['declined', (pay) => afterCard(pay, '4000000000000002', 'Your payment has been declined')],
    ['address used elsewhere', usedAddress],
    ['first page', async (pay) => (await createPayment(pay), visit(pay.url))],
  ];

  test.each(PAGES)('%s', async (_name, bring) => {
    const page = await bring(await startPay());
    const { violations } = await new AxeBuilder({ page }).withTags(WCAG_2_2_AA).analyze();
    expect(violations).toEqual([]);
    await page.setViewportSize(NARROW);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(NARROW.width);
  });

  async function visit(address: string): Promise<Page> {
    const page = await newPage();
    await page.goto(address);
    return page;
  }

  async function withEveryMistake(pay: GovukPay): Promise<Page> {
    const { page } = await openCard(pay);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('alert').waitFor();
    return page;
  }

  async function afterCard(
    pay: GovukPay,
    number: string,
    name: string,
    prepare: (page: Page) => Promise<void> = async () => {},
  ): Promise<Page> {
    const { page } = await openCard(pay);
    await prepare(page);
    await typeCard(page, number);
    await heading(page, name);
    return page;
  }

  function waiting(pay: GovukPay): Promise<Page> {
    return afterCard(pay, '4000000000002008', 'Checking card details', keepFromReloading);
  }

  /** Keeps the waiting page still while it is looked at. */
  async function keepFromReloading(page: Page): Promise<void> {
    await page.addInitScript(() => {
      const original = window.setTimeout.bind(window);
      const withoutReload = (run: () => void, afterMs?: number) =>
        String(run).includes('reload') ? 0 : original(run, afterMs);
      Object.assign(window, { setTimeout: withoutReload });
    });
  }

  async function usedAddress(pay: GovukPay): Promise<Page> {
    const address = nextUrlOf(await createPayment(pay));
    await visit(address);
    return visit(address);
  }
});
