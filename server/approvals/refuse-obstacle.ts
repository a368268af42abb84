import { FRESH_SIGN_IN_MINUTES, type ApprovalObstacle } from '../../shared/contracts/approvals.ts';
import type { DomainErrorCode } from '../../shared/domain-errors.ts';
import type { Pence } from '../../shared/money.ts';
import { DomainError } from '../platform/domain-error.ts';

/** An approval as far as refusing it goes. */
export interface Refused {
  readonly title: string;
  readonly amount: Pence;
  readonly per_approval: Pence | null;
  readonly per_organisation_day: Pence | null;
}

const CODES: Readonly<Record<ApprovalObstacle, DomainErrorCode>> = {
  decided: 'APPROVAL_ALREADY_DECIDED',
  mine: 'APPROVAL_OF_OWN_WORK',
  edited: 'APPROVAL_OF_OWN_WORK',
  role: 'APPROVAL_NOT_PERMITTED',
  'above-limit': 'APPROVAL_ABOVE_LIMIT',
  'above-day-limit': 'APPROVAL_ABOVE_DAY_LIMIT',
  'sign-in-too-old': 'APPROVAL_NEEDS_FRESH_SIGN_IN',
};

/** The refusal that an obstacle is, with the amounts its sentence needs. */
export function refusalFor(obstacle: ApprovalObstacle, approval: Refused): DomainError {
  const limit = limitOf(obstacle, approval);
  return new DomainError(CODES[obstacle], {
    title: approval.title,
    amount: approval.amount,
    minutes: FRESH_SIGN_IN_MINUTES,
    ...(limit !== null && { limit }),
  });
}

/** The limit that is in the way, if that is what the obstacle is. */
export function limitOf(obstacle: ApprovalObstacle | null, approval: Refused): Pence | null {
  if (obstacle === 'above-limit') return approval.per_approval;
  return obstacle === 'above-day-limit' ? approval.per_organisation_day : null;
}
