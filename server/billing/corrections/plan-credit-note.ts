import type { EntityManager } from '@mikro-orm/postgresql';
import type { RequestOf } from '../../../shared/contracts/corrections.ts';
import { creditOf, findLines, readChargedLines } from './charged-lines.ts';
import type { CorrectionPlan } from './correction-plan.ts';
import { readInvoiceParty } from './read-party.ts';

/** Credits so much of each line named. The refusals are those of `creditOf` and `findLines`. */
export async function planCreditNote(em: EntityManager, request: RequestOf<'credit-note'>): Promise<CorrectionPlan> {
  const { from, invoice } = await readInvoiceParty(em, request.invoice);
  const lines = findLines(
    await readChargedLines(em, invoice.id),
    request.lines.map(({ lineId }) => lineId),
  );
  const amounts = new Map(request.lines.map(({ lineId, amount }) => [lineId, amount]));
  return {
    kind: request.kind,
    reason: request.reason,
    words: request.words,
    ...{ from, invoice, to: null, charges: [], chargesAs: 'correction' },
    credits: lines.map((line) => creditOf(line, amounts.get(line.lineId) ?? line.amount)),
  };
}
