import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { approve, returnApproval } from '../../../../server/approvals/index.ts';
import { correctionAppliers } from '../../../../server/billing/index.ts';
import { askForCorrection } from '../../../../server/billing/corrections/ask-for-correction.ts';
import type { StaffActor } from '../../../../server/platform/actor.ts';
import { runCommand } from '../../../../server/platform/run-command.ts';
import type { OrganisationReference } from '../../../../shared/checked-reference.ts';
import { CorrectionRequest } from '../../../../shared/contracts/corrections.ts';
import type { Pence } from '../../../../shared/money.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../../support/books.ts';
import { openFeed, type Feed } from '../../usage/feed-under-test.ts';

/** Who asks and who approves. */
export interface People {
  readonly asker: StaffActor;
  readonly approver: StaffActor;
}

export async function people(books: Books): Promise<People> {
  return { asker: await books.staff('finance'), approver: await books.staff('finance-manager') };
}

/** Books with somebody who asks and somebody who approves, and the feed that tells of registrations. */
export class CorrectionsOffice {
  books!: Books;
  team!: People;
  feed!: Feed;
}

/** One office for the tests of a file; its books are proved in order at the end. */
export function useCorrections(): CorrectionsOffice {
  const office = new CorrectionsOffice();
  beforeAll(async () => {
    office.books = await openBooks();
    office.team = await people(office.books);
    office.feed = await openFeed(office.books);
  });
  afterAll(async () => {
    await expectBooksInOrder(office.books);
    await office.books.close();
  });
  return office;
}

/** A request for a credit of lines of an invoice, amounts in pence. */
export const creditOf = (invoice: string, lines: { lineId: number; amount: number }[]) => ({
  kind: 'credit-note',
  invoice,
  lines,
});

export interface AskedCorrection {
  readonly correctionId: number;
  readonly approvalId: number;
}

/** A request as it comes over the wire. */
export type LooseRequest = Readonly<Record<string, unknown>> & { readonly kind: string };

const REASONS: Readonly<Record<string, string>> = {
  'credit-note': 'billed-in-error',
  'debit-correction': 'fee-raised',
  reissue: 'wrong-details',
  'one-off-invoice': 'left-out-of-bill-run',
  'move-registration': 'wrong-organisation',
};

export function aRequest(request: LooseRequest): CorrectionRequest {
  return CorrectionRequest.parse({ reason: REASONS[request.kind], words: 'As agreed on the telephone', ...request });
}

export async function ask(books: Books, by: StaffActor, request: LooseRequest): Promise<AskedCorrection> {
  const input = { commandId: randomUUID(), request: aRequest(request) };
  const { correctionId, approvalId } = await runCommand(books.as(by), 'corrections.ask', input, askForCorrection);
  return { correctionId, approvalId: approvalId ?? 0 };
}

export async function approveAs(books: Books, by: StaffActor, { approvalId }: AskedCorrection): Promise<void> {
  const [row] = await books.rows<{ hash: string }>('select subject_hash as hash from approval where id = ?', [
    approvalId,
  ]);
  const input = { commandId: randomUUID(), approvalId, subjectHash: row?.hash ?? '' };
  await approve(books.as(by), correctionAppliers, input);
}

export async function sendBack(books: Books, by: StaffActor, { approvalId }: AskedCorrection): Promise<void> {
  const input = { commandId: randomUUID(), approvalId, reason: 'Say why' };
  await runCommand(books.as(by), 'approvals.return', input, (scope, given) =>
    returnApproval(scope, correctionAppliers, given),
  );
}

/** Asked for by one and approved by the other. */
export async function correct(books: Books, { asker, approver }: People, request: LooseRequest) {
  const asked = await ask(books, asker, request);
  await approveAs(books, approver, asked);
  return asked;
}

export interface LineNow {
  readonly id: number;
  readonly lpa: string;
  readonly amount: Pence;
  readonly live: boolean;
}

export async function linesOf(books: Books, number: string): Promise<LineNow[]> {
  return books.rows<LineNow>(
    `select line.id, lpa_reference as lpa, amount, live from invoice_line line join invoice on invoice.id = invoice_id
     where number = ? order by line_number`,
    [number],
  );
}

export async function balanceOf(books: Books, organisation: OrganisationReference) {
  const [balance] = await books.rows<{ receivable: number; credit: number }>(
    `select receivable, credit from organisation_balance join organisation on id = organisation_id
     where reference = ?`,
    [organisation],
  );
  return balance ?? { receivable: 0, credit: 0 };
}

/** What stands of an invoice: total, paid, credited, outstanding. */
export async function standingOf(books: Books, number: string) {
  const [row] = await books.rows<{ total: number; paid: number; credited: number; outstanding: number }>(
    'select total, paid, credited, outstanding from invoice_standing where number = ?',
    [number],
  );
  return row;
}

/** Numbers of what a correction made. */
export async function madeBy(books: Books, { correctionId }: AskedCorrection) {
  const [row] = await books.rows<{ note: string | null; invoice: string | null; state: string }>(
    `select note.number as note, invoice.number as invoice, correction.state from correction
     left join credit_note note on note.correction_id = correction.id
     left join invoice on invoice.correction_id = correction.id where correction.id = ?`,
    [correctionId],
  );
  return row ?? { note: null, invoice: null, state: 'none' };
}
