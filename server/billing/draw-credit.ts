import type { Pence } from '../../shared/money.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { selectOne, write } from '../platform/rows.ts';
import type { CreditSource } from './write-allocations.ts';

/**
 * Takes money off the credit of one source because it leaves the organisation's account: it is paid back. Answers the
 * draw's id. The caller holds the balance row and has posted the journal that debits `credit-on-account` by the same
 * amount. The database refuses more than is left with the source (`receipt_not_over_allocated`).
 */
export async function drawCredit(
  scope: CommandScope,
  draw: CreditSource & { readonly amount: Pence; readonly journalId: number },
): Promise<number> {
  const { id } = await selectOne<{ id: number }>(
    scope.tx,
    `insert into credit_draw (receipt_id, credit_note_id, effect, amount, journal_id, recorded_at)
     values (?, ?, 'draws', ?, ?, ?) returning id`,
    [draw.receiptId, draw.creditNoteId, draw.amount, draw.journalId, scope.now.toISOString()],
  );
  return id;
}

/** Gives back, whole and once, what a draw took: the money did not leave after all. The journal credits it again. */
export async function returnDraw(
  scope: CommandScope,
  back: { readonly drawId: number; readonly journalId: number },
): Promise<void> {
  await write(
    scope.tx,
    `insert into credit_draw (receipt_id, credit_note_id, effect, amount, returns_draw_id, journal_id, recorded_at)
     select receipt_id, credit_note_id, 'returns', amount, id, ?, ? from credit_draw where id = ?`,
    [back.journalId, scope.now.toISOString(), back.drawId],
  );
}
