import { createHash, randomUUID } from 'node:crypto';
import { issueInvoice } from '../../../server/billing/index.ts';
import {
  addContact,
  askToCloseOrganisation,
  createOrganisation,
  organisationChangeApplier,
  setBranchOf,
  setOrganisationStatus,
} from '../../../server/organisations/index.ts';
import { receiveBatch } from '../../../server/usage/index.ts';
import { runCommand, type CommandContext } from '../../../server/platform/run-command.ts';
import type { AskToCloseOrganisation } from '../../../shared/contracts/organisations.ts';
import { movingClock } from './moving-clock.ts';
import { storyOf } from './payment-stories.ts';
import type { PlannedBill } from './plan-bills.ts';
import type { PlannedOrganisation } from './plan-organisations.ts';
import type { PlannedAttempt } from './plan-payments.ts';
import { donorKeyOf, eventIdOf, type PlannedDelivery, type PlannedRegistration } from './plan-registrations.ts';
import { runAttempt, type PastPay } from './run-attempt.ts';
import { approveIt, signIn } from './second-person.ts';
import { asSystem, made, type WorldBooks } from './world-books.ts';

/** Something that happens at a moment of the past. */
export interface HistoryStep {
  readonly at: Date;
  /** True for one that must have the world to itself. */
  readonly alone: boolean;
  /** A step waits for the end of an earlier one with the same mark. */
  readonly follows: number | null;
  /** Calls `mayGoOn` once the next step may begin; not doing so makes it wait for the end. */
  readonly run: (mayGoOn: () => void) => Promise<unknown>;
}

/** What may go on beside others, though others may not begin before it is over. */
const BESIDE_OTHERS = { alone: false, follows: null } as const;

const CREDIT_TERMS_DAYS = 30;
const DAY_MS = 86_400_000;

/** An organisation's details are taken down, and what becomes of it. */
export function organisationSteps(books: WorldBooks, organisation: PlannedOrganisation): HistoryStep[] {
  const { joinsAt, statusChange } = organisation;
  const joins: HistoryStep[] = [
    { at: joinsAt, ...BESIDE_OTHERS, run: () => takeDown(books, organisation) },
    ...branchSteps(books, organisation),
  ];
  if (statusChange === null) return joins;
  const { at, status, reason } = statusChange;
  const change = async (): Promise<void> => {
    const reference = made(books.organisations, organisation.index);
    const input = { commandId: randomUUID(), reference, reason };
    const system = asSystem(books, movingClock(at));
    if (status === 'closed') return close(system, { ...input, status });
    await runCommand(system, 'organisations.setStatus', { ...input, status }, setOrganisationStatus);
  };
  return [...joins, { at, ...BESIDE_OTHERS, run: change }];
}

/** A branch is known as one once all that were there from the start have been taken down. */
function branchSteps(books: WorldBooks, { index, branchOf, joinsAt }: PlannedOrganisation): HistoryStep[] {
  if (branchOf === null) return [];
  const at = new Date(joinsAt.getTime() + DAY_MS);
  const run = async (): Promise<void> => {
    const input = {
      ...{ commandId: randomUUID(), reference: made(books.organisations, index) },
      branchOf: made(books.organisations, branchOf),
    };
    await runCommand(asSystem(books, movingClock(at)), 'organisations.setBranchOf', input, setBranchOf);
  };
  return [{ at, ...BESIDE_OTHERS, run }];
}

/** One person of finance asks, another approves. */
async function close(system: CommandContext, input: AskToCloseOrganisation): Promise<void> {
  const clerk = { ...system, actor: await signIn(system, 'finance') };
  const { approvalId } = await runCommand(clerk, 'organisations.askToClose', input, askToCloseOrganisation);
  await approveIt(system, organisationChangeApplier, approvalId);
}

async function takeDown(books: WorldBooks, organisation: PlannedOrganisation): Promise<void> {
  const { name, kind, address, contact, partner, purchaseOrder, joinsAt } = organisation;
  const input = {
    ...{ commandId: randomUUID(), name, kind, ...address, creditTermsDays: CREDIT_TERMS_DAYS },
    ...{ billingContact: { ...contact, role: 'Accounts' } },
    ...{ purchaseOrderRequired: purchaseOrder !== null, purchaseOrder },
  };
  const ctx = asSystem(books, movingClock(joinsAt));
  const { reference } = await runCommand(ctx, 'organisations.create', input, createOrganisation);
  books.organisations.set(organisation.index, reference);
  if (partner === null) return;
  const person = { commandId: randomUUID(), reference, role: 'Partner', ...partner };
  await runCommand(ctx, 'organisations.addContact', person, addContact);
}

/** The registration service sends what was registered. */
export function deliveryStep(books: WorldBooks, { at, registrations }: PlannedDelivery): HistoryStep {
  const run = async (): Promise<void> => {
    if (books.feed === null) throw new Error('The registration service is not admitted yet');
    const events = registrations.map((registration) => eventOf(books, registration, at));
    const body = Buffer.from(JSON.stringify({ events }));
    const sha256 = createHash('sha256').update(body).digest();
    const ctx = { ...asSystem(books, movingClock(at)), actor: books.feed };
    await receiveBatch(ctx, { sha256, byteCount: body.length, events });
  };
  return { at, ...BESIDE_OTHERS, run };
}

function eventOf(books: WorldBooks, registration: PlannedRegistration, at: Date) {
  const { line, organisation, isUndecided } = registration;
  const { lpaReference, lpaKind, receivedOn, registeredOn, feeKind, ownReference } = line;
  return {
    ...{ kind: 'registered', eventId: eventIdOf(registration), occurredAt: at.toISOString() },
    ...{ lpaReference, lpaKind, receivedOn, registeredOn, ownReference, donorKey: donorKeyOf(registration) },
    organisation: made(books.organisations, organisation.index),
    feeKind: isUndecided ? 'hardship' : feeKind,
    channel: lpaReference.startsWith('M') ? 'online' : 'paper',
  };
}

/** A bill goes out. */
export function billStep(books: WorldBooks, { key, issuedAt, organisation, lines }: PlannedBill): HistoryStep {
  const run = async (): Promise<void> => {
    const reference = made(books.organisations, organisation.index);
    const input = { commandId: randomUUID(), organisation: reference, lines: [...lines] };
    const ctx = asSystem(books, movingClock(issuedAt));
    const { number } = await runCommand(ctx, 'billing.issueInvoice', input, issueInvoice);
    books.invoices.set(key, number);
    noteLines(books, key, lines);
  };
  return { at: issuedAt, ...BESIDE_OTHERS, run };
}

export function noteLines(books: WorldBooks, key: number, lines: PlannedBill['lines']): void {
  books.lpas.set(
    key,
    lines.map(({ lpaReference }) => lpaReference),
  );
}

/** Somebody pays, or tries to. Attempts of one organisation are made one after the other where they may share lines. */
export function attemptStep(books: WorldBooks, past: PastPay, attempt: PlannedAttempt): HistoryStep {
  return {
    at: attempt.at,
    alone: storyOf(attempt.story).sweepsAfter.length > 0,
    follows: attempt.organisation,
    run: (mayGoOn) => runAttempt(books, past, attempt, mayGoOn),
  };
}
