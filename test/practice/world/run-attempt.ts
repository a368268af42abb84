import { randomUUID } from 'node:crypto';
import {
  cancelCardPayment,
  openCardPage,
  returnFromCardPage,
  settleDuePayments,
  startCardPayment,
  type GovukPayClient,
  type PaymentsDeps,
} from '../../../server/payments/index.ts';
import { confirmRecordingPaused, confirmRecordingResumed } from '../../../server/payments/recording/by-hand.ts';
import { settleCardPayment } from '../../../server/payments/settle-card-payment.ts';
import type { Clock } from '../../../server/platform/clock.ts';
import { runCommand, type CommandContext } from '../../../server/platform/run-command.ts';
import { chosenLineIds } from './chosen-lines.ts';
import { movingClock } from './moving-clock.ts';
import { storyOf, type PaymentStory } from './payment-stories.ts';
import type { PlannedAttempt } from './plan-payments.ts';
import { SCRIPTED_PAGE_ORIGIN } from './scripted-payment.ts';
import { scriptedPay, type ToldPay } from './scripted-pay.ts';
import { asAgent, asSystem, made, type WorldBooks } from './world-books.ts';

/** What the server needs to use the Pay of the past. */
export interface PastPay {
  at(clock: Clock): PaymentsDeps;
  telling(story: PaymentStory, clock: Clock): { readonly pay: ToldPay; readonly deps: PaymentsDeps };
}

const OPENS_PAGE_AFTER = 6;

export function pastPay(books: WorldBooks, seed: string): PastPay {
  const script = scriptedPay(seed);
  const depsWith = (pay: GovukPayClient): PaymentsDeps => ({
    ...books.payments,
    pay,
    cardPageOrigins: [SCRIPTED_PAGE_ORIGIN],
  });
  return {
    at: (clock) => depsWith(script.at(clock)),
    telling: (story, clock) => {
      const pay = script.telling(story, clock);
      return { pay, deps: depsWith(pay) };
    },
  };
}

/**
 * One attempt, from its start to where it stays. `mayGoOn` is called once it has its
 * reference: numbers are given out in the order of the plan.
 */
export async function runAttempt(
  books: WorldBooks,
  past: PastPay,
  attempt: PlannedAttempt,
  mayGoOn: () => void,
): Promise<void> {
  const story = storyOf(attempt.story);
  const clock = movingClock(attempt.at);
  const { pay, deps } = past.telling(story, clock);
  const agent = asAgent(books, clock, attempt.call);
  const system = asSystem(books, clock);
  void pay.asked.then(mayGoOn);
  const { attemptId } = await startCardPayment(agent, await startOf(books, attempt), deps);
  for (const { afterSeconds, act } of actsOf(story)) {
    clock.moveTo(new Date(attempt.at.getTime() + afterSeconds * 1_000));
    await act({ agent, system, deps, attemptId, nonce: pay.returnNonce() });
  }
  await resumeByHand(agent, attemptId);
}

interface Begun {
  readonly agent: ReturnType<typeof asAgent>;
  readonly system: CommandContext;
  readonly deps: PaymentsDeps;
  readonly attemptId: string;
  readonly nonce: string;
}

interface Act {
  readonly afterSeconds: number;
  readonly act: (begun: Begun) => Promise<unknown>;
}

function actsOf(story: PaymentStory): Act[] {
  const after = (seconds: number | undefined, act: Act['act']): Act[] =>
    seconds === undefined ? [] : [{ afterSeconds: seconds, act }];
  const look: Act['act'] = ({ system, deps, attemptId }) => settleCardPayment(system, attemptId, deps);
  const sweep: Act['act'] = ({ system, deps }) => settleDuePayments(system, 'mop-up', deps);
  const open: Act['act'] = async ({ agent, deps, attemptId }) => {
    await pauseByHand(agent, attemptId, deps);
    return openCardPage(agent, { attemptId, deskUrl: null }, deps);
  };
  const goBack: Act['act'] = ({ system, deps, nonce }) => returnFromCardPage(system, nonce, deps);
  const cancel: Act['act'] = ({ agent, deps, attemptId }) =>
    cancelCardPayment(agent, { commandId: randomUUID(), attemptId }, deps);
  const acts = [
    ...after(story.opensCardPage ? OPENS_PAGE_AFTER : undefined, open),
    ...story.looksAfter.flatMap((seconds) => after(seconds, look)),
    ...after(story.returnsAfter, goBack),
    ...after(story.cancelsAfter, cancel),
    ...story.sweepsAfter.flatMap((seconds) => after(seconds, sweep)),
  ];
  return acts.toSorted((one, other) => one.afterSeconds - other.afterSeconds);
}

/** The agent pauses the recording themselves, and says so. */
export async function pauseByHand(agent: CommandContext, attemptId: string, deps: PaymentsDeps): Promise<void> {
  const input = { commandId: randomUUID(), attemptId };
  await runCommand(agent, 'payments.confirmRecordingPaused', input, (scope) =>
    confirmRecordingPaused(scope, input, deps),
  );
}

/** The agent starts it again, once the payment is over; does nothing before. */
async function resumeByHand(agent: CommandContext, attemptId: string): Promise<void> {
  const input = { commandId: randomUUID(), attemptId };
  await runCommand(agent, 'payments.confirmRecordingResumed', input, confirmRecordingResumed);
}

async function startOf(books: WorldBooks, { choice, expectedAmount, organisation }: PlannedAttempt) {
  return {
    commandId: randomUUID(),
    organisation: made(books.organisations, organisation),
    invoices: choice.bills.map((bill) => made(books.invoices, bill)),
    lineIds: await chosenLineIds(books, choice.lines),
    amount: choice.amount,
    expectedAmount,
  };
}
