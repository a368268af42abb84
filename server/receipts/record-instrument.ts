import type { RecordedInstrument, RecordInstrument } from '../../shared/contracts/receipts.ts';
import { recordAudits } from '../audit/index.ts';
import { findOrganisation, requireAllowed } from '../organisations/index.ts';
import { violatesUnique } from '../platform/database-errors.ts';
import { DomainError } from '../platform/domain-error.ts';
import { selectOne, write } from '../platform/rows.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { instrumentName } from './instrument-name.ts';
import { requireMoneyDay } from './money-day.ts';
import { recordedBy } from './recorded-by.ts';
import { totalOf } from './spread-parts.ts';
import { takeMoney, type TakenPart } from './take-money.ts';

const MOST_PAYER_LETTERS = 120;

/**
 * Records a cheque or postal order as it is opened: one instrument, and a receipt for each organisation it is for, on
 * the day it came. It is in hand (`cheques-in-hand`) until it is paid in.
 *
 * Refuses MONEY_DOES_NOT_ADD_UP unless the parts come to its amount, MONEY_DAY_REFUSED, ORGANISATION_ON_HOLD (it is
 * kept, not taken, until finance let the organisation go), INSTRUMENT_ALREADY_RECORDED, and what `takeMoney` refuses.
 */
export async function recordInstrument(scope: CommandScope, input: RecordInstrument): Promise<RecordedInstrument> {
  const { tx } = scope;
  requireMoneyDay(scope, input.receivedOn);
  const total = totalOf(input.meantFor);
  if (total !== input.amount) throw new DomainError('MONEY_DOES_NOT_ADD_UP', { expected: input.amount, amount: total });
  const names: string[] = [];
  for (const { organisation } of input.meantFor) {
    const found = await findOrganisation(tx, organisation);
    requireAllowed(found, 'takeCardPayment');
    names.push(found.name);
  }
  const payer = input.payer ?? (names[0] ?? '').slice(0, MOST_PAYER_LETTERS);
  const instrumentId = await writeInstrument(scope, input, payer);
  const taken = await takeMoney(scope, {
    channel: input.kind,
    source: `${input.kind}:${instrumentId}`,
    accountingDay: input.receivedOn,
    receivedOn: input.receivedOn,
    payer,
    description: `${instrumentName(input)} received`,
    parts: input.meantFor.map(({ organisation, ...target }) => ({ organisation, targets: [target] })),
  });
  await joinReceipts(scope, instrumentId, taken);
  await recordAudits(
    scope,
    taken.map(({ organisationId, amount, becameCredit }) => ({
      kind: 'instrument.recorded',
      subject: `instrument:${instrumentId}`,
      organisationId,
      facts: { instrument: instrumentName(input), amount, becameCredit, receivedOn: input.receivedOn },
    })),
  );
  const parts = taken.map(({ organisation, amount, becameCredit }) => ({ organisation, amount, becameCredit }));
  return { instrumentId, parts };
}

async function writeInstrument(scope: CommandScope, input: RecordInstrument, payer: string): Promise<number> {
  try {
    const { id } = await selectOne<{ id: number }>(
      scope.tx,
      `insert into instrument (kind, payer, number, amount, received_on, recorded_by, recorded_at)
       values (?, ?, ?, ?, ?, ?, ?) returning id`,
      [
        ...[input.kind, payer, input.number, input.amount, input.receivedOn],
        ...[recordedBy(scope), scope.now.toISOString()],
      ],
    );
    return id;
  } catch (error) {
    if (violatesUnique(error, 'instrument_once')) {
      throw new DomainError('INSTRUMENT_ALREADY_RECORDED', { number: input.number }, { cause: error });
    }
    throw error;
  }
}

async function joinReceipts(scope: CommandScope, instrumentId: number, taken: readonly TakenPart[]): Promise<void> {
  await write(
    scope.tx,
    `insert into instrument_receipt (instrument_id, receipt_id)
     select ?, value::bigint from jsonb_array_elements_text(?::jsonb)`,
    [instrumentId, JSON.stringify(taken.map(({ receiptId }) => receiptId))],
  );
}
