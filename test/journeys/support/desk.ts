import { mkdtemp, chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { startPracticeSystem, type PracticeSystem } from '../../practice/practice-system.ts';
import { openChromium } from '../../support/open-chromium.ts';
import { fillSmallWorld } from './small-world.ts';

/** Keys of people on the practice sign-in page. */
export const PEOPLE = {
  aisha: '1',
  gareth: '2',
  funmilayo: '3',
  priya: '5',
  margaret: '6',
  tomasz: '7',
  siobhan: '8',
} as const;

export const CARDS = { good: '4444333322221111', declined: '4000000000000002' } as const;

/** A member of staff at a desk of their own, who only has a keyboard. */
export interface Desk {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly url: string;
  /** Presses one key or chord, and counts it. */
  press(keys: string): Promise<void>;
  /** Types a value; typed values are not counted. */
  type(text: string): Promise<void>;
  /** Keys pressed since the last look, and starts counting anew. */
  takeCount(): number;
  /** Waits until the heading or text is on screen. */
  sees(text: string | RegExp): Promise<void>;
  /** Presses a key that opens the card page's tab, and answers that tab. */
  opensCardPage(keys: string): Promise<CardTab>;
  /** No accessibility violation on what is shown; keeps a picture where PICTURES names a folder. */
  isAccessible(what: string): Promise<void>;
}

/** The card page's tab. */
export interface CardTab {
  readonly page: Page;
  enterCard(number: string): Promise<void>;
  confirm(): Promise<void>;
}

export interface Office {
  readonly system: PracticeSystem;
  sit(desk: number, person: string): Promise<Desk>;
  close(): Promise<void>;
}

/** Three desks on one system with the journeys' own small world. A desk stays signed in: it is the desk's session, not the tab's. */
export async function openOffice(): Promise<Office> {
  const dir = await mkdtemp(join(tmpdir(), 'counterfoil-journeys-'));
  await chmod(dir, 0o755);
  const system = await startPracticeSystem({ dir, deskCount: 3, world: 'small', fast: true });
  await fillSmallWorld(system.databaseUrls.server);
  const browser: Browser = await openChromium();
  return {
    system,
    sit: (desk, person) => sitDown(browser, system.deskUrls[desk] ?? '', person),
    close: async () => {
      await browser.close();
      await system.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function sitDown(browser: Browser, url: string, person: string): Promise<Desk> {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'en-GB' });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  let pressed = 0;
  await page.goto(url);
  const signIn = page.getByRole('button', { name: /sign in/i });
  // Not everybody may search, and everybody has places to go.
  const rail = page.getByRole('navigation').first();
  await signIn.or(rail).first().waitFor();
  if (await signIn.isVisible()) {
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Practice sign-in' }).waitFor();
    await page.keyboard.press(person);
  }
  await rail.waitFor();
  const desk: Desk = {
    page,
    context,
    url,
    press: async (keys) => {
      pressed += 1;
      await page.keyboard.press(keys);
    },
    type: (text) => page.keyboard.type(text),
    takeCount: () => {
      const count = pressed;
      pressed = 0;
      return count;
    },
    sees: async (text) => page.getByText(text).first().waitFor(),
    opensCardPage: async (keys) => {
      const opened = context.waitForEvent('page');
      await desk.press(keys);
      return cardTab(await opened);
    },
    isAccessible: async (what) => {
      await page.evaluate(settled);
      await picture(page, what);
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze();
      expect(violations.map(({ id, nodes }) => `${what}: ${id} ${nodes[0]?.html ?? ''}`)).toEqual([]);
      expect(faults).toEqual([]);
    },
  };
  return desk;
}

function cardTab(page: Page): CardTab {
  return {
    page,
    enterCard: async (number) => {
      await page.locator('#card-no:focus').waitFor();
      for (const value of [number, '12', '40', 'A Payer', '123']) {
        await page.keyboard.type(value);
        await page.keyboard.press(value === '123' ? 'Enter' : 'Tab');
      }
    },
    confirm: async () => {
      await page.getByRole('button', { name: 'Confirm payment' }).waitFor();
      await page.keyboard.press('Enter');
    },
  };
}

/** Runs in the page: a colour that is on its way to another has the contrast of neither. What goes on for ever may. */
async function settled(): Promise<void> {
  const passing = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(passing.map(({ finished }) => finished));
}

async function picture(page: Page, what: string): Promise<void> {
  const folder = process.env['PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${what}.png`) });
}
