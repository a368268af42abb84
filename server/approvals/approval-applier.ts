import type { ApprovalKind } from '../../shared/approval-kinds.ts';
import type { CommandScope } from '../platform/run-command.ts';
import type { Tx } from '../platform/transaction.ts';

/**
 * What a slice registers for a kind of subject that needs approval. The composition root hands them all to the
 * approvals router: approvals itself knows no subject.
 */
export interface ApprovalApplier {
  readonly kind: ApprovalKind;
  /**
   * The hash of the subject as it is now, made as it was when approval was asked for. Locks the subject, so that it
   * stays so until the transaction ends.
   */
  currentHash(tx: Tx, subjectId: string): Promise<string>;
  /** Does what was approved, in the transaction of the decision: both happen or neither. */
  apply(scope: CommandScope, subjectId: string, approvalId: number): Promise<void>;
  /** Told that it was not approved: sent back with a reason, or voided because it had changed meanwhile. */
  returned?(scope: CommandScope, subjectId: string, reason: string): Promise<void>;
}

/** The applier of a kind. That there is none is a fault of the composition. */
export function applierOf(appliers: readonly ApprovalApplier[], kind: ApprovalKind): ApprovalApplier {
  const found = appliers.find((applier) => applier.kind === kind);
  if (found === undefined) throw new Error(`Nothing applies approvals of kind ${kind}`);
  return found;
}
