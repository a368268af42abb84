import { randomUUID } from 'node:crypto';
import {
  createGovukPayClient,
  openCardPage,
  settleDuePayments,
  startCardPayment,
  type PaymentsDeps,
} from '../../../server/payments/index.ts';
import { pence, type Pence } from '../../../shared/money.ts';
import { openCardPage as visitCardPage } from '../govuk-pay/card-payer.ts';
import { movingClock, type MovingClock } from './moving-clock.ts';
import type { PlannedBill } from './plan-bills.ts';
import type { WorldPlan } from './plan-world.ts';
import { PRESENT_STORIES, type PresentStory } from './present-stories.ts';
import { pauseByHand } from './run-attempt.ts';
import { asAgent, asSystem, made, type WorldBooks } from './world-books.ts';

/** How to reach the GOV.UK Pay of the practice system. */
export interface PracticePay {
  readonly apiUrl: string;
  readonly apiKey: string;
  /** Opens another account there: what is made under it, the server's own key does not find. */
  readonly formerApiKey: string;
}

const TIMEOUTS_MS = { create: 10_000, read: 5_000, cancel: 10_000, search: 10_000 };
const MINUTE_MS = 60_000;

/**
 * Starts the attempts that are still under way when the world begins, at the practice system's own GOV.UK Pay, which
 * will answer for them. They are said to have begun some minutes ago.
 */
export async function writePresent(
  books: WorldBooks,
  plan: WorldPlan,
  { pay, now }: { readonly pay: PracticePay; readonly now: Date },
): Promise<void> {
  const told = PRESENT_STORIES.flatMap((story, place) => {
    const bill = plan.beingPaid[place];
    return bill ? [{ story, bill }] : [];
  });
  for (const { story, bill } of told.toSorted((one, other) => other.story.minutesAgo - one.story.minutesAgo)) {
    const clock = movingClock(new Date(now.getTime() - story.minutesAgo * MINUTE_MS));
    await begin(books, { story, bill, clock, pay });
  }
}

interface Beginning {
  readonly story: PresentStory;
  readonly bill: PlannedBill;
  readonly clock: MovingClock;
  readonly pay: PracticePay;
}

async function begin(books: WorldBooks, { story, bill, clock, pay }: Beginning): Promise<void> {
  const deps = depsWith(books, pay, pay.apiKey);
  const agent = asAgent(books, clock, story.agent);
  const amount = story.oddPence === null ? null : oddPart(bill.total, story.oddPence);
  const input = {
    commandId: randomUUID(),
    organisation: made(books.organisations, bill.organisation.index),
    invoices: [made(books.invoices, bill.key)],
    lineIds: [],
    amount,
    expectedAmount: amount ?? bill.total,
  };
  const starting = story.underFormerKey ? depsWith(books, pay, pay.formerApiKey) : deps;
  const { attemptId } = await startCardPayment(agent, input, starting);
  if (story.atTheCardPage !== 'unopened') {
    await pauseByHand(agent, attemptId, deps);
    const address = await openCardPage(agent, { attemptId, deskUrl: null }, deps);
    const page = await visitCardPage(address.href);
    if (story.card !== null) await page.enterCard({ number: story.card });
    if (story.atTheCardPage === 'confirmed') await page.confirm();
  }
  for (let look = 0; look < story.looks; look += 1) {
    clock.moveTo(new Date(clock.now().getTime() + MINUTE_MS));
    await settleDuePayments(asSystem(books, clock), 'desk', deps);
  }
}

function depsWith(books: WorldBooks, { apiUrl }: PracticePay, apiKey: string): PaymentsDeps {
  const pay = createGovukPayClient({ apiUrl, apiKey, timeoutMs: TIMEOUTS_MS });
  return { ...books.payments, pay, cardPageOrigins: [new URL(apiUrl).origin] };
}

/** About half of a bill, with the pence by which the stand-in is asked for a fault. */
function oddPart(total: Pence, oddPence: number): Pence {
  return pence(Math.floor(total / 200) * 100 - 100 + oddPence);
}
