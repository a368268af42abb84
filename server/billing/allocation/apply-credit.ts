import type { AppliedCredit, ApplyCredit } from '../../../shared/contracts/allocation.ts';
import { subtractPence, sumPence } from '../../../shared/money.ts';
import { lockBalance } from '../../ledger/index.ts';
import { findOrganisation } from '../../organisations/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { requireNotBeingPaid } from '../lines-being-paid.ts';
import { bookCredit } from './book-credit.ts';
import { heldSources } from './held-sources.ts';
import { matchCredit } from './match-credit.ts';
import { requireDue } from './require-due.ts';

/**
 * Sets credit on account against the lines that somebody chose, the longest held first.
 *
 * Refuses LINE_NOT_FOUND for lines that are not this organisation's, AMOUNT_ABOVE_DUE, LINE_ALREADY_BEING_PAID, and
 * RECEIPT_CREDIT_TOO_SMALL with what is held.
 */
export async function applyCredit(scope: CommandScope, input: ApplyCredit): Promise<AppliedCredit> {
  const { tx } = scope;
  const organisation = await findOrganisation(tx, input.organisation);
  const { credit } = await lockBalance(tx, organisation.id);
  const wanted = sumPence(input.lines.map(({ amount }) => amount));
  if (wanted > credit) throw new DomainError('RECEIPT_CREDIT_TOO_SMALL', { credit });
  const lineIds = input.lines.map(({ lineId }) => lineId);
  await requireDue(tx, organisation.id, input.lines);
  await requireNotBeingPaid(tx, lineIds);
  const lines = input.lines.map(({ lineId, amount }) => ({ lineId, outstanding: amount, takesFrom: null }));
  const shares = matchCredit(await heldSources(tx, organisation.id), lines);
  const applied = await bookCredit(scope, organisation, shares);
  return { applied, left: subtractPence(credit, applied) };
}
