import type { Allowed, OrganisationStatus } from '../../shared/contracts/organisations.ts';
import { DomainError } from '../platform/domain-error.ts';

/** What staff do for an organisation that its status may forbid. */
export type OrganisationAct = 'takeCardPayment' | 'issueInvoice';

type Verdict = 'yes' | 'ORGANISATION_ON_HOLD' | 'ORGANISATION_CLOSED';

/**
 * Status → what may be done. A hold stops money both ways until finance release it (an insolvency or a suspected
 * fraud is being looked into, and a payment taken meanwhile might have to be handed back); a closed organisation may
 * still pay its last bills, and gets no new ones.
 */
const MAY: Readonly<Record<OrganisationStatus, Readonly<Record<OrganisationAct, Verdict>>>> = {
  active: { takeCardPayment: 'yes', issueInvoice: 'yes' },
  'on-hold': { takeCardPayment: 'ORGANISATION_ON_HOLD', issueInvoice: 'ORGANISATION_ON_HOLD' },
  closed: { takeCardPayment: 'yes', issueInvoice: 'ORGANISATION_CLOSED' },
};

/** How one status becomes another: at once, or once a second person has approved it. */
export type StatusWay = 'at-once' | 'by-approval';

/** Status → the statuses it may become, and how. */
const MOVES: Readonly<Record<OrganisationStatus, Partial<Readonly<Record<OrganisationStatus, StatusWay>>>>> = {
  active: { 'on-hold': 'at-once', closed: 'by-approval' },
  'on-hold': { active: 'at-once', closed: 'by-approval' },
  closed: { active: 'by-approval' },
};

/**
 * Refuses ORGANISATION_STATUS_FORBIDS where its status does not become `to` in that way, and for one that is merged:
 * it stays closed.
 */
export function requireMove(
  organisation: StatusHolder & { readonly mergedIntoId?: number | null | undefined },
  to: OrganisationStatus,
  way: StatusWay,
): void {
  const isMerged = (organisation.mergedIntoId ?? null) !== null;
  if (MOVES[organisation.status][to] === way && !isMerged) return;
  throw new DomainError('ORGANISATION_STATUS_FORBIDS', {
    organisation: organisation.reference,
    status: organisation.status,
  });
}

interface StatusHolder {
  readonly reference: string;
  readonly status: OrganisationStatus;
  readonly statusReason?: string | null | undefined;
}

/** Refuses the act with ORGANISATION_ON_HOLD or ORGANISATION_CLOSED and the reason staff gave. */
export function requireAllowed(organisation: StatusHolder, act: OrganisationAct): void {
  const verdict = MAY[organisation.status][act];
  if (verdict === 'yes') return;
  throw new DomainError(verdict, {
    organisation: organisation.reference,
    reason: organisation.statusReason ?? 'No reason was given',
  });
}

/** The same rule in words, for the record on screen. */
export function explainAllowed(organisation: StatusHolder, act: OrganisationAct): Allowed {
  const verdict = MAY[organisation.status][act];
  if (verdict === 'yes') return { allowed: true };
  const state = verdict === 'ORGANISATION_CLOSED' ? 'closed' : 'on hold';
  const reason = organisation.statusReason ? `: ${organisation.statusReason}` : '';
  return { allowed: false, reason: `This organisation is ${state}${reason}` };
}
