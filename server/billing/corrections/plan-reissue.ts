import type { EntityManager } from '@mikro-orm/postgresql';
import type { RequestOf } from '../../../shared/contracts/corrections.ts';
import { formatPounds } from '../../../shared/money.ts';
import { requireAllowed } from '../../organisations/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { priceOf, type FeeRulePeriod } from '../fees/price-of.ts';
import { readFeeRules } from '../fees/read-fee-rules.ts';
import { whyNotKept } from '../invoice-line-rules.ts';
import { canBeCredited, creditOf, findLines, readChargedLines, remaining, type ChargedLine } from './charged-lines.ts';
import type { CorrectionPlan, PlannedCharge } from './correction-plan.ts';
import { readInvoiceParty } from './read-party.ts';

type Change = RequestOf<'reissue'>['changes'][number];

/**
 * Credits all that is left of an invoice and writes it anew with the changes given. Refuses CORRECTION_NOTHING_TO_DO
 * where nothing is left of it, and CORRECTION_REFUSED where nothing would be left to bill or a change cannot be made.
 */
export async function planReissue(em: EntityManager, request: RequestOf<'reissue'>): Promise<CorrectionPlan> {
  const { from, invoice } = await readInvoiceParty(em, request.invoice);
  requireAllowed(from, 'issueInvoice');
  const lines = (await readChargedLines(em, invoice.id)).filter(canBeCredited);
  if (lines.length === 0) throw new DomainError('CORRECTION_NOTHING_TO_DO', { invoiceNumber: invoice.number });
  findLines(
    lines,
    request.changes.map(({ lineId }) => lineId),
  );
  const changes = new Map(request.changes.map((change) => [change.lineId, change]));
  const rules = await readFeeRules(em);
  const charges = lines.flatMap((line) => chargeAnew(line, changes.get(line.lineId), rules));
  if (charges.length === 0) {
    throw new DomainError('CORRECTION_REFUSED', {
      reason: 'nothing would be left to bill; credit the invoice instead',
    });
  }
  return {
    kind: request.kind,
    reason: request.reason,
    words: request.words,
    ...{ from, invoice, to: null, charges, chargesAs: 'reissue' },
    credits: lines.map((line) => creditOf(line, remaining(line))),
  };
}

function chargeAnew(line: ChargedLine, change: Change | undefined, rules: readonly FeeRulePeriod[]): PlannedCharge[] {
  if (change?.leaveOut === true) return [];
  const priced = pricedAnew(line, change, rules);
  const ownReference = change?.ownReference ?? line.ownReference;
  const fault = ownReference === null ? null : whyNotKept(ownReference);
  if (fault !== null) throw new DomainError('CORRECTION_REFUSED', { lpaReference: line.lpaReference, reason: fault });
  const { lpaReference, lpaKind, receivedOn, registeredOn, description, lineId } = line;
  const link = line.correctsLineId === null ? { replacesLineId: lineId } : { correctsLineId: line.correctsLineId };
  const referenced = ownReference === line.ownReference ? null : `Their reference becomes ${ownReference}`;
  return [
    {
      ...{ lpaReference, lpaKind, receivedOn, registeredOn, description, ownReference },
      ...priced,
      ...link,
      change: [priced.change, referenced].filter((words) => words !== null).join('. ') || null,
    },
  ];
}

type Priced = Pick<PlannedCharge, 'feeKind' | 'amount' | 'feeRuleId' | 'change'>;

/** Another kind of fee is charged at its price; what keeps its kind keeps its amount, less what was credited of it. */
function pricedAnew(line: ChargedLine, change: Change | undefined, rules: readonly FeeRulePeriod[]): Priced {
  const feeKind = change?.feeKind ?? null;
  const left = remaining(line);
  if (feeKind === null) {
    const feeRuleId = left === line.amount ? line.feeRuleId : null;
    return { feeKind: line.feeKind, amount: left, feeRuleId, change: null };
  }
  const rule = priceOf(rules, feeKind, line.receivedOn);
  if (rule === null || line.correctsLineId !== null) {
    throw new DomainError('CORRECTION_REFUSED', {
      lpaReference: line.lpaReference,
      reason:
        rule === null
          ? 'there was no such fee on the day it was received'
          : 'it only adds to another invoice, so its kind of fee is changed there',
    });
  }
  const { amount, feeRuleId } = rule;
  return { feeKind, amount, feeRuleId, change: `Was ${formatPounds(left)}, becomes ${formatPounds(amount)}` };
}
