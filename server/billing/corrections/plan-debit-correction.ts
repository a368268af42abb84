import type { EntityManager } from '@mikro-orm/postgresql';
import type { FeeKind } from '../../../shared/contracts/billing.ts';
import type { RequestOf } from '../../../shared/contracts/corrections.ts';
import { formatPounds, subtractPence } from '../../../shared/money.ts';
import { requireAllowed } from '../../organisations/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { priceOf, type FeeRulePeriod } from '../fees/price-of.ts';
import { readFeeRules } from '../fees/read-fee-rules.ts';
import { findLines, readChargedLines, type ChargedLine } from './charged-lines.ts';
import type { CorrectionPlan, PlannedCharge } from './correction-plan.ts';
import { readInvoiceParty } from './read-party.ts';

/**
 * Charges the difference between what each LPA named is charged now and what the right kind of fee costs on its day of
 * receipt. Refuses CORRECTION_NOTHING_TO_DO where that is no more, and CORRECTION_REFUSED where the line no longer
 * stands or there is no such fee.
 */
export async function planDebitCorrection(
  em: EntityManager,
  request: RequestOf<'debit-correction'>,
): Promise<CorrectionPlan> {
  const { from, invoice } = await readInvoiceParty(em, request.invoice);
  requireAllowed(from, 'issueInvoice');
  const lines = findLines(
    await readChargedLines(em, invoice.id),
    request.lines.map(({ lineId }) => lineId),
  );
  const feeKinds = new Map(request.lines.map(({ lineId, feeKind }) => [lineId, feeKind]));
  const rules = await readFeeRules(em);
  return {
    kind: request.kind,
    reason: request.reason,
    words: request.words,
    ...{ from, invoice, to: null, credits: [], chargesAs: 'correction' },
    charges: lines.map((line) => moreFor(line, feeKinds.get(line.lineId) ?? line.feeKind, rules)),
  };
}

function moreFor(line: ChargedLine, feeKind: FeeKind, rules: readonly FeeRulePeriod[]): PlannedCharge {
  const { lpaReference } = line;
  if (!line.live) {
    throw new DomainError('CORRECTION_REFUSED', { lpaReference, reason: 'its line is no charge that can be added to' });
  }
  const rule = priceOf(rules, feeKind, line.receivedOn);
  if (rule === null) {
    throw new DomainError('CORRECTION_REFUSED', {
      lpaReference,
      reason: 'there was no such fee on the day it was received',
    });
  }
  if (rule.amount <= line.chargedInAll) {
    throw new DomainError('CORRECTION_NOTHING_TO_DO', {
      lpaReference,
      amount: line.chargedInAll,
      price: rule.amount,
    });
  }
  return {
    lpaReference,
    lpaKind: line.lpaKind,
    receivedOn: line.receivedOn,
    registeredOn: line.registeredOn,
    feeKind,
    amount: subtractPence(rule.amount, line.chargedInAll),
    ownReference: line.ownReference,
    description: line.description,
    correctsLineId: line.lineId,
    change: `It costs ${formatPounds(rule.amount)} and was charged ${formatPounds(line.chargedInAll)}`,
  };
}
