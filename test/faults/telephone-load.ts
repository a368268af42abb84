import { randomUUID } from 'node:crypto';
import type { InvoiceNumber, OrganisationReference } from '../../shared/checked-reference.ts';
import type { CardPaymentView } from '../../shared/contracts/payments.ts';
import { pence } from '../../shared/money.ts';
import { openCardPage as visitCardPage } from '../practice/govuk-pay/card-payer.ts';
import { VISA } from '../support/telephone.ts';
import { statusOf, type Desk } from './desk.ts';
import { until } from './until.ts';

export interface Call {
  readonly organisation: OrganisationReference;
  readonly invoice: InvoiceNumber;
  readonly amount: number;
}

/** What several agents at once were told, and how. */
export interface Load {
  /** Attempts whose start was answered, and those that were shown as paid: none may be missing later. */
  readonly started: string[];
  readonly paid: string[];
  /** Of every call that was not done, its HTTP status; 0 where there was no answer at all. */
  readonly refused: number[];
  slowestMs: number;
}

export function newLoad(): Load {
  return { started: [], paid: [], refused: [], slowestMs: 0 };
}

const INSISTS_MS = 90_000;

/** Takes the payment of each call to its end, asking again under the same command id while the server cannot. */
export async function takeCalls(desk: Desk, calls: readonly Call[], load: Load): Promise<void> {
  for (const call of calls) while (!(await takeOne(desk, call, load)));
}

/** False when the attempt came to nothing and the caller is asked to wait for another. */
async function takeOne(desk: Desk, { organisation, invoice, amount }: Call, load: Load): Promise<boolean> {
  const commandId = randomUUID();
  const input = {
    commandId,
    organisation,
    invoices: [invoice],
    lineIds: [],
    amount: null,
    expectedAmount: pence(amount),
  };
  const { attemptId } = await insist(load, () => desk.api.payments.start.mutate(input));
  load.started.push(attemptId);
  const sent = await viewWhen(desk, load, attemptId, ({ state }) => state !== 'sending');
  if (!sent.canOpenCardPage) return false;
  const address = await insist(load, () => pageAddress(desk, attemptId));
  const page = await visitCardPage(address);
  await page.enterCard({ number: VISA });
  await page.confirm();
  const { returnedTo } = page.seen;
  if (returnedTo !== undefined) await insist(load, () => followed(desk, returnedTo));
  const end = await viewWhen(desk, load, attemptId, ({ paidOn }) => paidOn !== null);
  load.paid.push(end.attemptId);
  return true;
}

class Refused extends Error {
  override name = 'Refused';
  readonly status: number;

  constructor(status: number) {
    super(`Answered with ${status}`);
    this.status = status;
  }
}

async function pageAddress(desk: Desk, attemptId: string): Promise<string> {
  const { status, location } = await desk.openCardPage(attemptId);
  if (status !== 303 || location === null) throw new Refused(status);
  return location;
}

async function followed(desk: Desk, address: string): Promise<number> {
  const status = await desk.follow(address);
  if (status >= 400) throw new Refused(status);
  return status;
}

function viewWhen(
  desk: Desk,
  load: Load,
  attemptId: string,
  wanted: (view: CardPaymentView) => boolean,
): Promise<CardPaymentView> {
  return until('the attempt gets on', INSISTS_MS, async () => {
    const view = await insist(load, () => desk.api.payments.get.query({ attemptId }));
    return wanted(view) ? view : undefined;
  });
}

async function insist<T>(load: Load, call: () => Promise<T>): Promise<T> {
  return until('the server does it', INSISTS_MS, async () => {
    const askedAt = performance.now();
    try {
      return await call();
    } catch (error) {
      load.refused.push(error instanceof Refused ? error.status : statusOf(error));
      return undefined;
    } finally {
      load.slowestMs = Math.max(load.slowestMs, performance.now() - askedAt);
    }
  });
}
