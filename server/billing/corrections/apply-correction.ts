import { recordAudit } from '../../audit/index.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { moveRegistrations } from '../../usage/index.ts';
import { writeInvoice } from '../write-invoice.ts';
import { chargedParty, type CorrectionPlan } from './correction-plan.ts';
import { issueCreditNote } from './issue-credit-note.ts';
import { requireNotBeingPaid } from '../lines-being-paid.ts';
import type { LockedCorrection } from './lock-correction.ts';

/**
 * Does what a plan says, in the transaction that approved it: the credit note first, so that its LPAs are free; then
 * their registrations move; then the new invoice is written. The correction is `applied` already, and its
 * organisations' balances are locked. Refuses LINE_ALREADY_BEING_PAID.
 */
export async function applyPlan(
  scope: CommandScope,
  correction: LockedCorrection,
  plan: CorrectionPlan,
): Promise<void> {
  await requireNotBeingPaid(
    scope.tx,
    plan.credits.map(({ lineId }) => lineId),
  );
  const creditNote = plan.credits.length === 0 ? null : await issueCreditNote(scope, plan, correction.id);
  if (plan.to !== null) {
    await moveRegistrations(scope, {
      lpaReferences: plan.charges.map(({ lpaReference }) => lpaReference),
      to: plan.to,
      name: `Correction ${correction.id}`,
    });
  }
  const invoice =
    plan.charges.length === 0
      ? null
      : await writeInvoice(scope, {
          organisationId: chargedParty(plan).id,
          creditTermsDays: chargedParty(plan).creditTermsDays,
          lines: plan.charges,
          kind: plan.chargesAs,
          correctionId: correction.id,
          replacesInvoiceId: plan.chargesAs === 'reissue' ? (plan.invoice?.id ?? null) : null,
        });
  await recordAudit(scope, {
    kind: 'correction.applied',
    subject: `correction:${correction.id}`,
    organisationId: plan.from.id,
    facts: {
      correctionId: correction.id,
      correctionKind: plan.kind,
      invoiceNumber: plan.invoice?.number ?? null,
      creditNoteNumber: creditNote,
      newInvoice: invoice?.number ?? null,
    },
  });
}
