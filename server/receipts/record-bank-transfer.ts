import { createHash } from 'node:crypto';
import type { AttachedFile, RecordBankTransfer, RecordedBankTransfer } from '../../shared/contracts/receipts.ts';
import { sumPence } from '../../shared/money.ts';
import { recordAudits } from '../audit/index.ts';
import { violatesUnique } from '../platform/database-errors.ts';
import { DomainError } from '../platform/domain-error.ts';
import { selectOne, write } from '../platform/rows.ts';
import type { CommandScope } from '../platform/run-command.ts';
import type { Tx } from '../platform/transaction.ts';
import { requireMoneyDay } from './money-day.ts';
import { readRemittance } from './read-remittance.ts';
import { recordedBy } from './recorded-by.ts';
import { totalOf } from './spread-parts.ts';
import { takeMoney, type Part } from './take-money.ts';

/**
 * Records one transfer that the bank shows, for as many organisations and invoices as it is for: by hand, or as the
 * payer's remittance advice says. It is booked whole or not at all, on its banked day. An organisation on hold refuses
 * nothing here: the money is at the bank already.
 *
 * Refuses MONEY_DAY_REFUSED; REMITTANCE_REFUSED for an advice that cannot be read or has a line that is refused;
 * MONEY_DOES_NOT_ADD_UP unless what it is for comes to its amount; BANK_TRANSFER_ALREADY_RECORDED; and what `takeMoney`
 * refuses.
 */
export async function recordBankTransfer(
  scope: CommandScope,
  input: RecordBankTransfer,
): Promise<RecordedBankTransfer> {
  const { payer, reference, meant } = input;
  const advice = meant.by === 'advice' ? meant.advice : null;
  requireMoneyDay(scope, input.bankedOn);
  const parts = await partsOf(scope.tx, meant);
  const total = sumPence(parts.map(({ targets }) => totalOf(targets)));
  if (total !== input.amount) throw new DomainError('MONEY_DOES_NOT_ADD_UP', { expected: input.amount, amount: total });
  const bankTransferId = await writeTransfer(scope, input, advice);
  const taken = await takeMoney(scope, {
    channel: 'bank-transfer',
    source: `bank-transfer:${bankTransferId}`,
    accountingDay: input.bankedOn,
    receivedOn: input.bankedOn,
    payer,
    description: `Bank transfer ${reference}`,
    parts,
  });
  await write(
    scope.tx,
    `insert into bank_transfer_receipt (bank_transfer_id, receipt_id)
     select ?, value::bigint from jsonb_array_elements_text(?::jsonb)`,
    [bankTransferId, JSON.stringify(taken.map(({ receiptId }) => receiptId))],
  );
  await recordAudits(
    scope,
    taken.map(({ organisationId, amount, becameCredit }) => ({
      kind: 'bank-transfer.recorded',
      subject: `bank-transfer:${bankTransferId}`,
      organisationId,
      facts: { bankTransferId, amount, becameCredit, bankedOn: input.bankedOn },
    })),
  );
  const recorded = taken.map(({ organisation, amount, becameCredit }) => ({ organisation, amount, becameCredit }));
  return { bankTransferId, parts: recorded };
}

async function partsOf(tx: Tx, meant: RecordBankTransfer['meant']): Promise<readonly Part[]> {
  if (meant.by === 'hand') {
    return meant.parts.map(({ organisation, ...target }) => ({ organisation, targets: [target] }));
  }
  const { checked, parts } = await readRemittance(tx, meant.advice);
  const reason = checked.lines.some(({ refusal }) => refusal !== null) ? 'lines-refused' : checked.refusal;
  if (reason !== null) throw new DomainError('REMITTANCE_REFUSED', { reason });
  return parts;
}

async function writeTransfer(
  scope: CommandScope,
  input: RecordBankTransfer,
  advice: AttachedFile | null,
): Promise<number> {
  const bytes = advice === null ? null : Buffer.from(advice.bytes, 'base64');
  const sha256 = bytes === null ? null : createHash('sha256').update(bytes).digest();
  try {
    const { id } = await selectOne<{ id: number }>(
      scope.tx,
      `insert into bank_transfer (payer, reference, amount, banked_on, advice_name, advice_bytes, advice_sha256,
         recorded_by, recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
      [
        ...[input.payer, input.reference, input.amount, input.bankedOn, advice?.name ?? null],
        ...[bytes, sha256, recordedBy(scope), scope.now.toISOString()],
      ],
    );
    return id;
  } catch (error) {
    if (violatesUnique(error, 'bank_transfer_once') || violatesUnique(error, 'bank_transfer_advice_once')) {
      throw new DomainError('BANK_TRANSFER_ALREADY_RECORDED', {}, { cause: error });
    }
    throw error;
  }
}
