import type { Permission } from './permissions.ts';

/** What can be sent for approval, what it is called on screen, and the permission that whoever decides it must hold. */
export const APPROVAL_KINDS = {
  'bill-run': { called: 'Bill run', permission: 'billRun.approve' },
  'fee-order': { called: 'Fee Order', permission: 'fees.approve' },
  'credit-note': { called: 'Credit note', permission: 'correction.approve' },
  'debit-correction': { called: 'Debit correction', permission: 'correction.approve' },
  reissue: { called: 'Reissued invoice', permission: 'correction.approve' },
  'one-off-invoice': { called: 'One-off invoice', permission: 'correction.approve' },
  'move-registration': { called: 'Move of an LPA', permission: 'correction.approve' },
  reallocation: { called: 'Payment set against other lines', permission: 'receipt.approve' },
  'payment-move': { called: 'Payment moved', permission: 'receipt.approve' },
  refund: { called: 'Refund', permission: 'refund.approve' },
  'organisation-change': { called: 'Organisation', permission: 'organisation.approve' },
  'organisation-succession': { called: 'Merger or split', permission: 'organisation.approve' },
  'staff-roles': { called: 'Staff roles', permission: 'staff.approve' },
} as const satisfies Record<string, { readonly called: string; readonly permission: Permission }>;

export type ApprovalKind = keyof typeof APPROVAL_KINDS;

export const APPROVAL_KIND_NAMES = Object.keys(APPROVAL_KINDS) as readonly ApprovalKind[];
