import type { DomainErrorCode } from '../../shared/domain-errors.ts';
import { postgresFault } from '../platform/database-errors.ts';
import { DomainError } from '../platform/domain-error.ts';

/** What the database refuses → what the person is told. Reached when somebody else was quicker by a moment. */
const REFUSALS: Readonly<Record<string, DomainErrorCode>> = {
  approval_decided_once: 'APPROVAL_ALREADY_DECIDED',
  approval_decision_pkey: 'APPROVAL_ALREADY_DECIDED',
  approval_never_by_its_requester: 'APPROVAL_OF_OWN_WORK',
  approval_never_by_an_editor: 'APPROVAL_OF_OWN_WORK',
  approval_needs_fresh_sign_in: 'APPROVAL_NEEDS_FRESH_SIGN_IN',
  approval_within_limit: 'APPROVAL_ABOVE_LIMIT',
};

/** Runs what writes a decision or an editor; a refusal of the database's own becomes the domain's. */
export async function asRefusal<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = REFUSALS[postgresFault(error)?.constraint ?? ''];
    if (code === undefined) throw error;
    throw new DomainError(code, {}, { cause: error });
  }
}
