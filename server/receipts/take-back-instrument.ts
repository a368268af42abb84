import type { InstrumentKind, InstrumentState, TakeBackInstrument } from '../../shared/contracts/receipts.ts';
import type { TakenBackInstrument } from '../../shared/contracts/receipts.ts';
import { londonDay } from '../../shared/local-date.ts';
import type { Pence } from '../../shared/money.ts';
import { recordAudits } from '../audit/index.ts';
import { reverseReceipt } from '../billing/index.ts';
import { lockBalances } from '../ledger/index.ts';
import { DomainError } from '../platform/domain-error.ts';
import { selectRows, write } from '../platform/rows.ts';
import type { CommandScope } from '../platform/run-command.ts';
import type { Tx } from '../platform/transaction.ts';
import { instrumentName } from './instrument-name.ts';
import { INSTRUMENT_MOVES } from './instrument-state.ts';
import { recordedBy } from './recorded-by.ts';

interface Locked {
  readonly id: number;
  readonly kind: InstrumentKind;
  readonly number: string;
  readonly state: InstrumentState;
}

interface ItsReceipt {
  readonly id: number;
  readonly organisationId: number;
  readonly amount: Pence;
}

/**
 * The bank did not pay it: its receipts are reversed, today, out of the bank where the money was paid in, and what they
 * met is due again.
 *
 * Refuses INSTRUMENT_NOT_FOUND, and INSTRUMENT_STATE_FORBIDS for one that is not banked, so also a second time.
 */
export function bounceInstrument(scope: CommandScope, input: TakeBackInstrument): Promise<TakenBackInstrument> {
  return takeBack(scope, input, 'bounced');
}

/** It goes back to its payer without having been paid in: its receipts are reversed. Refuses as `bounceInstrument`. */
export function returnInstrument(scope: CommandScope, input: TakeBackInstrument): Promise<TakenBackInstrument> {
  return takeBack(scope, input, 'returned');
}

async function takeBack(
  scope: CommandScope,
  input: TakeBackInstrument,
  to: 'bounced' | 'returned',
): Promise<TakenBackInstrument> {
  const instrument = await lockInstrument(scope.tx, input.instrumentId);
  if (!INSTRUMENT_MOVES[instrument.state].includes(to)) {
    throw new DomainError('INSTRUMENT_STATE_FORBIDS', { number: instrument.number, state: instrument.state });
  }
  const today = londonDay(scope.now);
  await write(
    scope.tx,
    `update instrument set state = ?, ended_on = ?, ended_because = ?, ended_by = ? where id = ? and state = ?`,
    [to, today, input.reason, recordedBy(scope), instrument.id, instrument.state],
  );
  const receipts = await receiptsOf(scope.tx, instrument.id);
  await lockBalances(scope.tx, [...new Set(receipts.map(({ organisationId }) => organisationId))]);
  for (const { id: receiptId } of receipts) {
    await reverseReceipt(scope, {
      receiptId,
      accountingDay: today,
      description: `${instrumentName(instrument)} ${to === 'bounced' ? 'bounced' : 'returned to its payer'}`,
      ...(to === 'bounced' && { outOf: 'bank-clearing' }),
    });
  }
  await recordAudits(
    scope,
    receipts.map(({ organisationId, amount }) => ({
      kind: to === 'bounced' ? 'instrument.bounced' : 'instrument.returned',
      subject: `instrument:${instrument.id}`,
      organisationId,
      facts: { instrument: instrumentName(instrument), amount, reason: input.reason },
    })),
  );
  return { instrumentId: instrument.id, state: to };
}

async function lockInstrument(tx: Tx, id: number): Promise<Locked> {
  const [locked] = await selectRows<Locked>(
    tx,
    'select id, kind, number, state from instrument where id = ? for update',
    [id],
  );
  if (locked === undefined) throw new DomainError('INSTRUMENT_NOT_FOUND');
  return locked;
}

/** Where a payment was moved to another organisation, it is taken back from that one. */
async function receiptsOf(tx: Tx, instrumentId: number): Promise<ItsReceipt[]> {
  return selectRows<ItsReceipt>(
    tx,
    `select receipt.id, receipt.organisation_id as "organisationId", receipt.amount
     from instrument_receipt join receipt on receipt.id = last_receipt(receipt_id)
     where instrument_id = ? order by receipt.organisation_id, receipt.id`,
    [instrumentId],
  );
}
