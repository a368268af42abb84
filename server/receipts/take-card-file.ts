import { createHash, randomUUID } from 'node:crypto';
import { parsePaymentReference } from '../../shared/checked-reference.ts';
import type { LineRefusal, TakeCardFile, TakenCardFile } from '../../shared/contracts/receipts.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import { recordAudit } from '../audit/index.ts';
import { recordSuspense } from '../billing/index.ts';
import { lockBalances } from '../ledger/index.ts';
import { violatesUnique } from '../platform/database-errors.ts';
import { DomainError } from '../platform/domain-error.ts';
import { selectOne, selectRows, write } from '../platform/rows.ts';
import type { CommandScope } from '../platform/run-command.ts';
import type { Tx } from '../platform/transaction.ts';
import { findReferences, type FoundReference } from './find-references.ts';
import { requireMoneyDay } from './money-day.ts';
import { readCardFile, type PlacedCardLine } from './read-card-file.ts';
import { recordedBy } from './recorded-by.ts';
import { totalOf } from './spread-parts.ts';
import { takeMoney } from './take-money.ts';

type Verdict =
  | { readonly line: PlacedCardLine; readonly found: FoundReference; readonly reason: null }
  | { readonly line: PlacedCardLine; readonly found: null; readonly reason: LineRefusal };

/**
 * Takes a daily card file in, whole or not at all: a receipt for each line whose order code is an organisation's, an
 * invoice's or an LPA's. The others are kept in a list with the reason, and booked to suspense until somebody places
 * them; but a payment that was taken at this desk is booked already.
 *
 * Refuses CARD_FILE_REFUSED with the reason and line, MONEY_DAY_REFUSED, and CARD_FILE_ALREADY_TAKEN for the same
 * bytes or the same day.
 */
export async function takeCardFile(scope: CommandScope, { file }: TakeCardFile): Promise<TakenCardFile> {
  const { tx } = scope;
  const read = await readCardFile(file);
  if ('refusal' in read) {
    throw new DomainError('CARD_FILE_REFUSED', {
      reason: read.refusal,
      ...(read.line !== null && { line: read.line }),
      ...(read.lineRefusal !== null && { lineReason: read.lineRefusal }),
    });
  }
  requireMoneyDay(scope, read.day);
  const total = totalOf(read.lines);
  const cardFileId = await writeFile(scope, file, read.day, read.lines);
  const verdicts = await judge(tx, read.lines);
  await lockAll(tx, verdicts);
  for (const verdict of verdicts) await takeLine(scope, cardFileId, verdict);
  const unplaced = verdicts.filter(({ found }) => found === null).length;
  const rows = verdicts.length;
  await recordAudit(scope, {
    kind: 'card-file.taken',
    subject: `card-file:${cardFileId}`,
    organisationId: null,
    facts: { cardFileId, name: file.name, rows, amount: total, unplaced },
  });
  return { cardFileId, rows, total, unplaced };
}

async function writeFile(
  scope: CommandScope,
  file: TakeCardFile['file'],
  day: LocalDate,
  lines: readonly PlacedCardLine[],
): Promise<number> {
  const bytes = Buffer.from(file.bytes, 'base64');
  try {
    const { id } = await selectOne<{ id: number }>(
      scope.tx,
      `insert into card_file (name, day, bytes, sha256, row_count, total, taken_by, taken_at)
       values (?, ?, ?, ?, ?, ?, ?, ?) returning id`,
      [
        ...[file.name, day, bytes, createHash('sha256').update(bytes).digest(), lines.length, totalOf(lines)],
        ...[recordedBy(scope), scope.now.toISOString()],
      ],
    );
    return id;
  } catch (error) {
    if (violatesUnique(error, 'card_file_once') || violatesUnique(error, 'card_file_day_once')) {
      throw new DomainError('CARD_FILE_ALREADY_TAKEN', { day }, { cause: error });
    }
    throw error;
  }
}

/** An order code may end in the number of the payment under it: 'LP26000123K-1'. */
function referenceIn(orderCode: string): string {
  return orderCode.replace(/(?<=[A-Z])-[0-9]{1,3}$/i, '');
}

async function judge(tx: Tx, lines: readonly PlacedCardLine[]): Promise<Verdict[]> {
  const codes = lines.map(({ orderCode }) => referenceIn(orderCode));
  const answers = await findReferences(tx, codes);
  const ours = await paymentsHere(tx, codes);
  return lines.map((line, at): Verdict => {
    const answer = answers[at];
    if (answer !== undefined && answer.found !== null) return { line, found: answer.found, reason: null };
    const payment = parsePaymentReference(codes[at] ?? '');
    if (payment.ok && ours.has(payment.reference)) return { line, found: null, reason: 'taken-by-card-here' };
    const isReference = (answer?.reference ?? null) !== null || payment.ok;
    return { line, found: null, reason: isReference ? 'unknown-reference' : 'not-a-reference' };
  });
}

async function paymentsHere(tx: Tx, codes: readonly string[]): Promise<ReadonlySet<string>> {
  const references = codes.flatMap((code) => {
    const parsed = parsePaymentReference(code);
    return parsed.ok ? [parsed.reference] : [];
  });
  const rows = await selectRows<{ reference: string }>(
    tx,
    'select reference from card_payment where reference in (select jsonb_array_elements_text(?::jsonb))',
    [JSON.stringify(references)],
  );
  return new Set(rows.map(({ reference }) => reference));
}

async function lockAll(tx: Tx, verdicts: readonly Verdict[]): Promise<void> {
  const references = verdicts.flatMap(({ found }) => (found === null ? [] : [found.organisation.reference]));
  const rows = await selectRows<{ id: number }>(
    tx,
    'select id from organisation where reference in (select jsonb_array_elements_text(?::jsonb))',
    [JSON.stringify(references)],
  );
  await lockBalances(
    tx,
    rows.map(({ id }) => id),
  );
}

async function takeLine(scope: CommandScope, cardFileId: number, verdict: Verdict): Promise<void> {
  const { line, found, reason } = verdict;
  const receiptId = found === null ? null : await bookLine(scope, cardFileId, line, found);
  if (found === null && reason !== 'taken-by-card-here') await holdLine(scope, line);
  await write(
    scope.tx,
    `insert into card_file_row (card_file_id, line, order_code, paid_at, amount, receipt_id, reason)
     values (?, ?, ?, ?, ?, ?, ?)`,
    [cardFileId, line.line, line.orderCode, line.paidAt, line.amount, receiptId, reason],
  );
}

async function bookLine(
  scope: CommandScope,
  cardFileId: number,
  { line, day, amount }: PlacedCardLine,
  { organisation, invoices, lineIds }: FoundReference,
): Promise<number> {
  const [taken] = await takeMoney(scope, {
    channel: 'card-file',
    source: `card-file:${cardFileId}:${line}`,
    accountingDay: day,
    receivedOn: day,
    payer: null,
    description: 'Card payment from the daily card file',
    parts: [{ organisation: organisation.reference, targets: [{ amount, invoices, lineIds }] }],
  });
  if (taken === undefined) throw new Error('Money for one organisation made no receipt');
  return taken.receiptId;
}

/** Its order code goes with it, so that whoever places it sees what the payer wrote. */
async function holdLine(scope: CommandScope, { orderCode, day, amount }: PlacedCardLine): Promise<void> {
  await recordSuspense(scope, {
    ...{ commandId: randomUUID(), channel: 'card-file', payer: null, reference: orderCode, amount },
    ...{ receivedOn: day, accountingDay: day },
  });
}
