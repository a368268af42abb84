import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { z } from 'zod';
import { issueInvoice } from '../../server/billing/index.ts';
import { runCommand } from '../../server/platform/run-command.ts';
import type { InvoiceNumber, OrganisationReference } from '../../shared/checked-reference.ts';
import type { CardPaymentState } from '../../shared/contracts/payments.ts';
import { localDate } from '../../shared/local-date.ts';
import { aLine } from '../support/books.ts';
import { crashAt } from './crash.ts';
import { runJourney, type CrashRun } from './crash-journey.ts';
import type { CrashLane } from './crash-lane.ts';
import type { CrashPlan } from './crash-plan.ts';
import type { Passing } from './crash-points.ts';
import { measureResume, type Resumed } from './crash-resume.ts';
import { standings } from './crash-standing.ts';
import { judge } from './crash-verdict.ts';

const Created = z.object({ reference: z.string() });

export interface CrashOutcome extends Resumed {
  /** Where each attempt of the run ended. */
  readonly ends: readonly CardPaymentState[];
}

/** One whole run: an errand, the crash on its way, the restart, the end, and the verdict. */
export async function runCrash(lane: CrashLane, plan: CrashPlan): Promise<CrashOutcome> {
  const { organisation, invoice } = await billed(lane, plan.lines);
  const startedAt = lane.pay.clock.now();
  const created: string[] = [];
  let atCrash: readonly string[] = [];
  const crash = crashAt(plan, lane.server, async () => {
    atCrash = (await standings(run)).map(({ attemptId }) => attemptId);
  });
  const amount = plan.part ?? plan.lines.reduce((sum, line) => sum + line, 0);
  const run: CrashRun = { lane, plan, crash, organisation, invoice, amount, heardOf: new Set() };
  lane.watch((passing) => {
    const reference = createdReference(passing);
    if (reference !== null) created.push(reference);
    return crash.sees(passing);
  });
  const resumed = crash.restarted.then((restart) => measureResume(run, atCrash, restart));
  resumed.catch(() => undefined);
  await runJourney(run);
  const times = await resumed;
  await judge(run);
  expect(new Set(created).size, 'creates sent twice for the same attempt').toBe(created.length);
  const arrived = lane.pay
    .requests()
    .filter(({ at, method, path }) => Date.parse(at) >= startedAt && method === 'POST' && path === '/v1/payments');
  const ends = (await standings(run)).map(({ state }) => state);
  expect(arrived.length).toBeLessThanOrEqual(ends.length);
  return { ...times, ends };
}

async function billed(
  lane: CrashLane,
  amounts: readonly number[],
): Promise<{ organisation: OrganisationReference; invoice: InvoiceNumber }> {
  lane.books.clock.set(new Date().toISOString());
  const organisation = await lane.books.organisation();
  // Long past on whatever day the test runs: the server is on the machine's own clock.
  const days = { receivedOn: localDate('2025-01-06'), registeredOn: localDate('2025-03-31') };
  const lines = amounts.map((amount) => aLine(amount, days));
  const input = { commandId: randomUUID(), organisation, lines };
  const { number } = await runCommand(lane.books.system, 'billing.issueInvoice', input, issueInvoice);
  return { organisation, invoice: number };
}

/** The attempt's reference, where what passes is a create on its way to Pay. */
function createdReference(passing: Passing): string | null {
  if (passing.link !== 'pay' || passing.way !== 'asked') return null;
  const { method, path, body } = passing.request;
  return method === 'POST' && path === '/v1/payments' ? Created.parse(JSON.parse(body)).reference : null;
}
