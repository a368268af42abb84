import type { EntityManager } from '@mikro-orm/postgresql';
import type { RequestOf } from '../../../shared/contracts/corrections.ts';
import { requireAllowed } from '../../organisations/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { creditOf, findLines, readChargedLines, remaining, type ChargedLine } from './charged-lines.ts';
import type { CorrectionPlan, PlannedCharge } from './correction-plan.ts';
import { readInvoiceParty, readParty } from './read-party.ts';

/**
 * Credits the LPAs named on the invoice they stand on wrongly, and bills them to the right organisation for what was
 * left of their charge. Refuses CORRECTION_REFUSED for a line that no longer stands, and for the same organisation.
 */
export async function planMoveRegistration(
  em: EntityManager,
  request: RequestOf<'move-registration'>,
): Promise<CorrectionPlan> {
  const { from, invoice } = await readInvoiceParty(em, request.invoice);
  const to = await readParty(em, request.to);
  if (to.id === from.id) {
    throw new DomainError('CORRECTION_REFUSED', { reason: 'the invoice is that organisation’s already' });
  }
  requireAllowed(to, 'issueInvoice');
  const lines = findLines(await readChargedLines(em, invoice.id), request.lineIds);
  return {
    kind: request.kind,
    reason: request.reason,
    words: request.words,
    ...{ from, to, invoice, chargesAs: 'correction' },
    credits: lines.map((line) => creditOf(line, remaining(line))),
    charges: lines.map(chargedThere),
  };
}

function chargedThere(line: ChargedLine): PlannedCharge {
  if (!line.live) {
    throw new DomainError('CORRECTION_REFUSED', {
      lpaReference: line.lpaReference,
      reason: 'its line only adds to another, or is credited already',
    });
  }
  const { lpaReference, lpaKind, receivedOn, registeredOn, feeKind, description, lineId, feeRuleId } = line;
  const amount = remaining(line);
  return {
    ...{ lpaReference, lpaKind, receivedOn, registeredOn, feeKind, description, amount },
    // Whose matter it is changes with the organisation.
    ownReference: null,
    feeRuleId: amount === line.amount ? feeRuleId : null,
    replacesLineId: lineId,
    change: null,
  };
}
