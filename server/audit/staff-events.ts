/** What is kept of each change of somebody's access, and of their coming and going. */
export interface StaffAuditFacts {
  'staff.admitted': { readonly name: string; readonly roles: readonly string[] };
  'staff.added': { readonly name: string };
  'staff.roles-asked': StaffRoleFacts;
  'staff.roles-changed': StaffRoleFacts;
  'staff.disabled': { readonly name: string; readonly reason: string; readonly sessions: number };
  'staff.enabled': { readonly name: string; readonly reason: string };
  'staff.sessions-ended': { readonly name: string; readonly sessions: number };
  'session.opened': { readonly roles: readonly string[] };
  'session.ended': { readonly reason: string };
}

interface StaffRoleFacts {
  readonly name: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

const roles = (held: readonly string[]): string => (held.length === 0 ? 'without a role' : held.join(', '));
const sessions = (count: number): string => `${count} ${count === 1 ? 'session' : 'sessions'}`;

/** Kind → its sentence. */
export const STAFF_SENTENCES: {
  readonly [Kind in keyof StaffAuditFacts]: (facts: StaffAuditFacts[Kind]) => string;
} = {
  'staff.admitted': (facts) => `${facts.name} may now sign in as ${facts.roles.join(', ')}`,
  'staff.added': (facts) => `${facts.name} added, as yet without a role`,
  'staff.roles-asked': (facts) => `Asked that ${facts.name} becomes ${roles(facts.to)}; now ${roles(facts.from)}`,
  'staff.roles-changed': (facts) => `${facts.name} is now ${roles(facts.to)}; was ${roles(facts.from)}`,
  'staff.disabled': (facts) => `${facts.name} disabled: ${facts.reason}. ${sessions(facts.sessions)} ended`,
  'staff.enabled': (facts) => `${facts.name} may sign in again: ${facts.reason}`,
  'staff.sessions-ended': (facts) => `${sessions(facts.sessions)} of ${facts.name} ended`,
  'session.opened': (facts) => `Signed in as ${facts.roles.join(', ')}`,
  'session.ended': (facts) => `Session ended: ${facts.reason}`,
};
