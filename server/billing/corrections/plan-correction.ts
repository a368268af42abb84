import type { EntityManager } from '@mikro-orm/postgresql';
import { assertNever } from '../../../shared/assert-never.ts';
import type { CorrectionRequest } from '../../../shared/contracts/corrections.ts';
import type { LocalDate } from '../../../shared/local-date.ts';
import type { CorrectionPlan } from './correction-plan.ts';
import { planCreditNote } from './plan-credit-note.ts';
import { planDebitCorrection } from './plan-debit-correction.ts';
import { planMoveRegistration } from './plan-move-registration.ts';
import { planOneOffInvoice } from './plan-one-off-invoice.ts';
import { planReissue } from './plan-reissue.ts';

/**
 * Works out what a correction would do as things stand now, or refuses. Decides nothing by itself: who acts on the plan
 * holds the balance rows of its organisations.
 */
export async function planCorrection(
  em: EntityManager,
  request: CorrectionRequest,
  today: LocalDate,
): Promise<CorrectionPlan> {
  switch (request.kind) {
    case 'credit-note':
      return planCreditNote(em, request);
    case 'debit-correction':
      return planDebitCorrection(em, request);
    case 'reissue':
      return planReissue(em, request);
    case 'one-off-invoice':
      return planOneOffInvoice(em, request, today);
    case 'move-registration':
      return planMoveRegistration(em, request);
    default:
      return assertNever(request);
  }
}
