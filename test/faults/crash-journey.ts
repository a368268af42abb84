import { randomUUID } from 'node:crypto';
import type { CardPaymentView } from '../../shared/contracts/payments.ts';
import { pence } from '../../shared/money.ts';
import type { InvoiceNumber, OrganisationReference } from '../../shared/checked-reference.ts';
import { openCardPage as visitCardPage, type CardPayer } from '../practice/govuk-pay/card-payer.ts';
import { SLOW_AUTHORISATION, type CrashPlan } from './crash-plan.ts';
import type { CrashLane } from './crash-lane.ts';
import type { Crash } from './crash.ts';
import type { Moment } from './crash-points.ts';
import { isGone, refusalOf } from './desk.ts';
import { until } from './until.ts';

export interface CrashRun {
  readonly lane: CrashLane;
  readonly plan: CrashPlan;
  readonly crash: Crash;
  readonly organisation: OrganisationReference;
  readonly invoice: InvoiceNumber;
  /** What the card is to be charged, in pence. */
  readonly amount: number;
  /** Attempts that the server has told the agent of: none of them may ever be missing. */
  readonly heardOf: Set<string>;
}

/** Thrown where the agent gives up what they were doing; the attempt is the server's to look after. */
class GivesUp extends Error {
  override name = 'GivesUp';
}

const MOST_STARTS = 2;
const MOST_PAGE_TRIES = 6;
const SLOW_AUTHORISATION_MS = 20_000;
const SENT_WITHIN_MS = 30_000;

/** Plays the agent and the payer through one errand, up to wherever the plan has them stop. */
export async function runJourney(run: CrashRun): Promise<void> {
  try {
    await doErrand(run);
    await run.crash.happened();
    await run.crash.recovered();
  } catch (error) {
    if (!(error instanceof GivesUp)) throw error;
  }
  if (run.plan.afterCrash === 'cancel') await cancelOwn(run);
}

async function doErrand(run: CrashRun): Promise<void> {
  const { plan } = run;
  const attemptId = await startPayment(run);
  if (attemptId === null) return;
  const cancels = plan.point.errand === 'cancel';
  if (cancels && plan.cancelsAfter === 'start') return cancel(run, attemptId);
  const page = await openPage(run, attemptId);
  if (page === null) return;
  if (cancels && plan.cancelsAfter === 'page-opened') return cancel(run, attemptId);
  await page.enterCard({ number: plan.card });
  if (cancels) return cancel(run, attemptId);
  await passMoment(run, 'card-entered');
  await confirm(run, page);
  await passMoment(run, 'confirmed');
  await comeBack(run, page);
}

/** Calls the server as a person does: when it goes away meanwhile, waits for it and then does as the plan says. */
async function atDesk<T>(run: CrashRun, call: (commandId: string) => Promise<T>): Promise<T> {
  let commandId: string = randomUUID();
  for (;;) {
    try {
      return await call(commandId);
    } catch (error) {
      if (!isGone(error)) throw error;
      await afterCrash(run);
      if (run.plan.afterCrash === 'press-anew') commandId = randomUUID();
    }
  }
}

async function afterCrash({ crash, plan }: CrashRun): Promise<void> {
  await crash.recovered();
  if (plan.afterCrash === 'cancel' || plan.afterCrash === 'walk-away') throw new GivesUp();
}

async function passMoment(run: CrashRun, moment: Moment): Promise<void> {
  const { crash, plan } = run;
  crash.reached(moment);
  if (plan.point.at === moment && !plan.goesOnMeanwhile) await afterCrash(run);
}

/** The attempt that stands ready for its card page; null when none came about. */
async function startPayment(run: CrashRun): Promise<string | null> {
  for (let starts = 1; ; starts += 1) {
    const attemptId = await pressStart(run);
    run.heardOf.add(attemptId);
    const view = await sentView(run, attemptId);
    if (view.canOpenCardPage) return attemptId;
    if (!run.plan.persists || starts === MOST_STARTS) return null;
  }
}

async function pressStart(run: CrashRun): Promise<string> {
  const { organisation, invoice, plan } = run;
  const selection = {
    organisation,
    invoices: [invoice],
    lineIds: [],
    amount: plan.part === null ? null : pence(plan.part),
  };
  try {
    const started = await atDesk(run, (commandId) =>
      run.lane.agent.api.payments.start.mutate({ commandId, ...selection, expectedAmount: pence(run.amount) }),
    );
    return started.attemptId;
  } catch (error) {
    // Pressed anew while the first attempt still holds the lines: the refusal leads to it.
    const refusal = refusalOf(error);
    if (refusal?.code !== 'LINE_ALREADY_BEING_PAID') throw error;
    return String(refusal.details['attemptId']);
  }
}

/** The attempt once its create is no longer under way. */
async function sentView(run: CrashRun, attemptId: string): Promise<CardPaymentView> {
  return until('the create comes to an end', SENT_WITHIN_MS, async () => {
    const view = await atDesk(run, () => run.lane.agent.api.payments.get.query({ attemptId }));
    return view.state === 'sending' ? undefined : view;
  });
}

async function openPage(run: CrashRun, attemptId: string): Promise<CardPayer | null> {
  for (let tries = 1; tries <= MOST_PAGE_TRIES; tries += 1) {
    const { status, location } = await atDesk(run, () => run.lane.agent.openCardPage(attemptId));
    if (status === 303 && location !== null) return visitCardPage(location);
    if (status !== 502) return null;
  }
  throw new Error('Pay never answered with a card page');
}

async function confirm(run: CrashRun, page: CardPayer): Promise<void> {
  if (run.plan.card === SLOW_AUTHORISATION) {
    run.lane.pay.clock.advance(SLOW_AUTHORISATION_MS);
    await page.reload();
  }
  if (!page.seen.html.includes('/confirm"')) return;
  // Where the answer is lost, the payer sees an error of the browser's and no way back.
  await page.confirm().catch(() => undefined);
}

async function comeBack(run: CrashRun, page: CardPayer): Promise<void> {
  if (page.seen.html.includes('"/return/')) await page.goBack();
  const { returnedTo } = page.seen;
  if (!run.plan.comesBack || returnedTo === undefined) return;
  await atDesk(run, () => run.lane.agent.follow(returnedTo));
}

async function cancel(run: CrashRun, attemptId: string): Promise<void> {
  try {
    await atDesk(run, (commandId) => run.lane.agent.api.payments.cancel.mutate({ commandId, attemptId }));
  } catch (error) {
    if (refusalOf(error)?.code !== 'CARD_PAYMENT_FINISHED') throw error;
  }
}

/** Comes back to the desk after the crash, finds what is open, and cancels it. */
async function cancelOwn(run: CrashRun): Promise<void> {
  for (const { attemptId, organisation } of await run.lane.agent.api.payments.mine.query({})) {
    if (organisation.reference === run.organisation) await cancel(run, attemptId);
  }
}
