import type { Pence } from '../../../shared/money.ts';
import { lockBalance } from '../../ledger/index.ts';
import { readDate, selectRows } from '../../platform/rows.ts';
import { runSystemChange, type CommandContext, type CommandScope } from '../../platform/run-command.ts';
import type { Tx } from '../../platform/transaction.ts';
import { LINE_OUTSTANDING } from '../open-lines.ts';
import { bookCredit, type InCredit } from './book-credit.ts';
import { heldSources } from './held-sources.ts';
import { matchCredit, type HungryLine } from './match-credit.ts';

export const APPLY_CREDIT_QUEUE = 'apply-credit';

/** Lines in one transaction: few enough that nobody waits a quarter of a second for the balance. */
const MOST_LINES = 250;

/**
 * Sets credit on account against the invoices that were issued while it was held: the next ones. What was owed before is
 * left alone, so that what somebody keeps as credit on purpose stays credit until the next invoice.
 *
 * Which organisations need it is read from the books, so that issuing does no work for it; a run that is cut off is
 * gone on with by the next, and a second one finds nothing to do.
 */
export async function applyCreditToNewInvoices(ctx: CommandContext): Promise<void> {
  const organisations = await selectRows<InCredit>(
    ctx.em.fork(),
    `select organisation.id, organisation.reference
     from organisation_balance balance join organisation on organisation.id = balance.organisation_id
     where balance.credit > 0 and balance.receivable > 0 and exists (
       select from credit_source source join invoice_standing bill on bill.organisation_id = source.organisation_id
       where source.organisation_id = balance.organisation_id and source.amount_left > 0
         and bill.issued_at >= source.held_since and bill.outstanding > 0)
     order by organisation.id`,
  );
  for (const organisation of organisations) {
    let lines = MOST_LINES;
    while (lines === MOST_LINES) lines = await runSystemChange(ctx, organisation, applyToSome);
  }
}

/** Applies what it can to the first lines that take it; answers how many lines there were. */
async function applyToSome(scope: CommandScope, organisation: InCredit): Promise<number> {
  await lockBalance(scope.tx, organisation.id);
  const sources = await heldSources(scope.tx, organisation.id);
  if (sources.length === 0) return 0;
  const lines = await newOpenLines(scope.tx, organisation.id);
  const shares = matchCredit(sources, lines);
  if (shares.length === 0) return 0;
  await bookCredit(scope, organisation, shares);
  return lines.length;
}

/** Open lines of invoices that were issued while some credit was held, oldest first, but those being paid for now. */
async function newOpenLines(tx: Tx, organisationId: number): Promise<HungryLine[]> {
  const rows = await selectRows<{ lineId: number; outstanding: Pence; issuedAt: string }>(
    tx,
    `select "lineId", outstanding, "issuedAt" from (
       select line.id as "lineId", ${LINE_OUTSTANDING} as outstanding, bill.issued_at as "issuedAt", bill.issued_on,
         bill.id, line.line_number
       from invoice_standing bill join invoice_line line on line.invoice_id = bill.id
       where bill.organisation_id = ? and bill.outstanding > 0
         and bill.issued_at >= (select min(held_since) from credit_source
           where organisation_id = bill.organisation_id and amount_left > 0)
         and not exists (select from payment_attempt_line held where held.invoice_line_id = line.id and held.is_open)
     ) due where outstanding > 0 order by issued_on, id, line_number limit ?`,
    [organisationId, MOST_LINES],
  );
  return rows.map(({ issuedAt, ...line }) => ({ ...line, takesFrom: readDate(issuedAt).getTime() }));
}
