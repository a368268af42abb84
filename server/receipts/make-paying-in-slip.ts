import type { MadePayingInSlip, MakePayingInSlip } from '../../shared/contracts/receipts.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import type { Pence } from '../../shared/money.ts';
import { recordAudit } from '../audit/index.ts';
import { postJournal } from '../ledger/index.ts';
import { DomainError } from '../platform/domain-error.ts';
import { selectOne, selectRows, write } from '../platform/rows.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { requireMoneyDay } from './money-day.ts';
import { recordedBy } from './recorded-by.ts';
import { totalOf } from './spread-parts.ts';

interface InHand {
  readonly number: string;
  readonly amount: Pence;
  readonly receivedOn: LocalDate;
  readonly state: string;
}

/**
 * Pays instruments in at the bank: one slip with its banked day, and one journal that moves what they come to from
 * `cheques-in-hand` to `bank-clearing`. No organisation's balance moves.
 *
 * Refuses INSTRUMENT_NOT_FOUND, INSTRUMENT_STATE_FORBIDS for one that is not in hand, BANKED_BEFORE_RECEIVED,
 * MONEY_DAY_REFUSED, and MONEY_DOES_NOT_ADD_UP when they do not come to the sum that was counted.
 */
export async function makePayingInSlip(scope: CommandScope, input: MakePayingInSlip): Promise<MadePayingInSlip> {
  const { tx } = scope;
  requireMoneyDay(scope, input.bankedOn);
  const instruments = await lockInHand(scope, input);
  const total = totalOf(instruments);
  if (total !== input.expectedTotal) {
    throw new DomainError('MONEY_DOES_NOT_ADD_UP', { expected: input.expectedTotal, amount: total });
  }
  const count = instruments.length;
  const { id: payingInSlipId } = await selectOne<{ id: number }>(
    tx,
    `insert into paying_in_slip (banked_on, total, instrument_count, made_by, made_at)
     values (?, ?, ?, ?, ?) returning id`,
    [input.bankedOn, total, count, recordedBy(scope), scope.now.toISOString()],
  );
  await write(
    tx,
    `update instrument set state = 'banked', paying_in_slip_id = ?
     where id in (select value::int from jsonb_array_elements_text(?::jsonb)) and state = 'received'`,
    [payingInSlipId, JSON.stringify(input.instrumentIds)],
  );
  await postJournal(scope, {
    kind: 'banking',
    source: `paying-in-slip:${payingInSlipId}`,
    accountingDay: input.bankedOn,
    organisationId: null,
    description: `Paying-in slip ${payingInSlipId}`,
    reversesJournalId: null,
    postings: [
      { account: 'bank-clearing', side: 'debit', amount: total },
      { account: 'cheques-in-hand', side: 'credit', amount: total },
    ],
  });
  await recordAudit(scope, {
    kind: 'paying-in-slip.made',
    subject: `paying-in-slip:${payingInSlipId}`,
    organisationId: null,
    facts: { payingInSlipId, amount: total, count, bankedOn: input.bankedOn },
  });
  return { payingInSlipId, total, count };
}

async function lockInHand(scope: CommandScope, input: MakePayingInSlip): Promise<InHand[]> {
  const found = await selectRows<InHand>(
    scope.tx,
    `select number, amount, received_on as "receivedOn", state from instrument
     where id in (select value::int from jsonb_array_elements_text(?::jsonb)) order by id for update`,
    [JSON.stringify(input.instrumentIds)],
  );
  if (found.length !== input.instrumentIds.length) throw new DomainError('INSTRUMENT_NOT_FOUND');
  for (const { number, state, receivedOn } of found) {
    if (state !== 'received') throw new DomainError('INSTRUMENT_STATE_FORBIDS', { number, state });
    if (input.bankedOn < receivedOn) throw new DomainError('BANKED_BEFORE_RECEIVED', { number, receivedOn });
  }
  return found;
}
