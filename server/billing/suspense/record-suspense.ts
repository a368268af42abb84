import type { RecordedSuspense, RecordSuspense } from '../../../shared/contracts/suspense.ts';
import { londonDay } from '../../../shared/local-date.ts';
import { RECEIPT_CHANNEL_WORDS } from '../../../shared/receipt-channels.ts';
import { recordAudit } from '../../audit/index.ts';
import { postJournal } from '../../ledger/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { selectOne } from '../../platform/rows.ts';
import { CLEARING_ACCOUNTS } from '../clearing-accounts.ts';

/**
 * Books money that came and that nobody can place: it is in the books from the first day, and of no organisation.
 *
 * Refuses SUSPENSE_DAY_REFUSED for a day after today, or one that counts before the money was in our hands.
 */
export async function recordSuspense(scope: CommandScope, input: RecordSuspense): Promise<RecordedSuspense> {
  const { channel, payer, reference, amount, receivedOn, accountingDay } = input;
  if (receivedOn > accountingDay || accountingDay > londonDay(scope.now)) throw new DomainError('SUSPENSE_DAY_REFUSED');
  const source = `suspense:${input.commandId}`;
  const journalId = await postJournal(scope, {
    kind: 'suspense-receipt',
    source,
    accountingDay,
    organisationId: null,
    description: `${RECEIPT_CHANNEL_WORDS[channel]} that nobody can place yet`,
    reversesJournalId: null,
    postings: [
      { account: CLEARING_ACCOUNTS[channel], side: 'debit', amount },
      { account: 'suspense', side: 'credit', amount },
    ],
  });
  const { id: suspenseId } = await selectOne<{ id: number }>(
    scope.tx,
    `insert into suspense_receipt (channel, source, payer, reference, amount, received_on, accounting_day, recorded_at,
       recorded_by, journal_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[channel, source, payer, reference, amount, receivedOn, accountingDay, scope.now.toISOString()],
      ...[scope.actor.kind === 'staff' ? scope.actor.staffId : null, journalId],
    ],
  );
  await recordAudit(scope, {
    kind: 'suspense.recorded',
    subject: `suspense:${suspenseId}`,
    organisationId: null,
    facts: { suspenseId, amount, channel: RECEIPT_CHANNEL_WORDS[channel] },
  });
  return { suspenseId };
}
