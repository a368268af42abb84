/**
 * Who may do what, as data.
 *
 * Every procedure names exactly one permission; the server refuses a caller none of whose roles hold it. The page
 * uses the same table only to leave out what would be refused: hidden is not forbidden.
 */

/** Roles of staff, and of the one machine that posts registrations. */
export const ROLES = [
  'agent',
  'team-leader',
  'support',
  'finance',
  'finance-manager',
  'auditor',
  'administrator',
  'usage-feed',
] as const;
export type Role = (typeof ROLES)[number];

/** The words staff use for the roles. */
export const ROLE_NAMES = {
  agent: 'Contact-centre agent',
  'team-leader': 'Team leader',
  support: 'Support',
  finance: 'Finance',
  'finance-manager': 'Finance manager',
  auditor: 'Auditor',
  administrator: 'Administrator',
  'usage-feed': 'Registration service',
} as const satisfies Record<Role, string>;

const DESK_ROLES = ['agent', 'team-leader', 'support', 'finance', 'finance-manager', 'auditor'] as const;
const STAFF_ROLES = [...DESK_ROLES, 'administrator'] as const;

/** Permission → the roles that hold it. */
export const PERMISSIONS = {
  'session.own': STAFF_ROLES,
  'search.use': DESK_ROLES,
  'organisation.read': DESK_ROLES,
  'organisation.edit': ['finance', 'finance-manager'],
  'organisation.approve': ['finance-manager'],
  'invoice.read': DESK_ROLES,
  'invoice.issue': ['finance', 'finance-manager'],
  'correction.ask': ['finance', 'finance-manager'],
  'correction.approve': ['finance-manager'],
  'receipt.read': DESK_ROLES,
  'receipt.allocate': ['finance', 'finance-manager'],
  'receipt.approve': ['finance-manager'],
  'suspense.read': ['team-leader', 'support', 'finance', 'finance-manager', 'auditor'],
  'correspondence.read': DESK_ROLES,
  'correspondence.send': ['team-leader', 'support', 'finance', 'finance-manager'],
  // Who hears that an invoice is disputed can stop the chasing at once; it changes nothing about what is owed.
  'chasing.hold': ['team-leader', 'support', 'finance', 'finance-manager'],
  'cardPayment.read': DESK_ROLES,
  'cardPayment.take': ['agent', 'team-leader'],
  'receipts.read': ['support', 'finance', 'finance-manager', 'auditor'],
  'receipts.record': ['finance', 'finance-manager'],
  // To answer for a card page that opens though the recording of the call could not be paused.
  'recording.override': ['team-leader'],
  'callBack.work': ['agent', 'team-leader', 'support'],
  'refund.read': DESK_ROLES,
  'refund.ask': ['agent', 'team-leader', 'support', 'finance', 'finance-manager'],
  'refund.approve': ['team-leader', 'finance-manager'],
  'ledger.read': ['finance', 'finance-manager', 'auditor'],
  'ledger.check': ['finance-manager', 'auditor'],
  'approvals.read': ['team-leader', 'finance', 'finance-manager', 'auditor', 'administrator'],
  'approvals.decide': ['team-leader', 'finance-manager', 'administrator'],
  'fees.read': DESK_ROLES,
  // Finance enters what Parliament has made and a finance manager approves it. Whoever administers staff sets no prices.
  'fees.edit': ['finance', 'finance-manager'],
  'fees.approve': ['finance-manager'],
  'billRun.read': ['support', 'finance', 'finance-manager', 'auditor'],
  'billRun.edit': ['finance', 'finance-manager'],
  'billRun.approve': ['finance-manager'],
  'staff.read': ['auditor', 'administrator'],
  'staff.edit': ['administrator'],
  'staff.approve': ['administrator'],
  'audit.read': ['auditor', 'finance-manager', 'administrator'],
  'usage.read': DESK_ROLES,
  'usage.upload': ['finance', 'finance-manager'],
  'usage.watch': ['finance', 'finance-manager'],
  'usage.feed': ['usage-feed'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Every permission's name, in table order. */
export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as readonly Permission[];

/**
 * Pairs of roles that one person may not hold together.
 *
 * Whoever takes money does not keep the books, and whoever checks them does neither
 * (separation of duties, `four-eyes` rules of the office). What a machine does no person does.
 */
export const EXCLUSIVE_ROLES: readonly (readonly [Role, Role])[] = [
  ['agent', 'finance'],
  ['agent', 'finance-manager'],
  ['team-leader', 'finance'],
  ['team-leader', 'finance-manager'],
  ['auditor', 'agent'],
  ['auditor', 'team-leader'],
  ['auditor', 'finance'],
  ['auditor', 'finance-manager'],
  ['administrator', 'finance'],
  ['administrator', 'finance-manager'],
  ...STAFF_ROLES.map((role): [Role, Role] => ['usage-feed', role]),
];

/** The first pair among `roles` that one person may not hold together; undefined when they may hold them all. */
export function exclusivePairIn(roles: readonly Role[]): readonly [Role, Role] | undefined {
  return EXCLUSIVE_ROLES.find(([one, other]) => roles.includes(one) && roles.includes(other));
}

/** True when any of `roles` holds `permission`. */
export function isPermitted(roles: Iterable<Role>, permission: Permission): boolean {
  const holders: readonly Role[] = PERMISSIONS[permission];
  for (const role of roles) if (holders.includes(role)) return true;
  return false;
}

/** The permissions that `roles` hold between them, in table order. */
export function permissionsOf(roles: readonly Role[]): Permission[] {
  return PERMISSION_NAMES.filter((permission) => isPermitted(roles, permission));
}
