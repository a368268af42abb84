import type { FieldChange } from '../../shared/contracts/organisations.ts';
import { formatLocalDate, type LocalDate } from '../../shared/local-date.ts';

/** What is kept of each change of an organisation. */
export interface OrganisationAuditFacts {
  'organisation.created': { readonly reference: string; readonly name: string };
  'organisation.status-changed': { readonly status: string; readonly from?: string; readonly reason: string | null };
  'organisation.edited': { readonly changes: readonly FieldChange[] };
  'organisation.change-asked': { readonly changes: readonly FieldChange[]; readonly reason: string | null };
  'organisation.change-approved': { readonly changes: readonly FieldChange[]; readonly reason: string | null };
  'organisation.contact-added': { readonly name: string; readonly role: string };
  'organisation.contact-edited': { readonly changes: readonly FieldChange[]; readonly name: string };
  'organisation.contact-removed': { readonly name: string; readonly role: string };
  'organisation.branch-of-set': { readonly from: string | null; readonly to: string | null };
  'organisation.succession-asked': SuccessionFacts;
  'organisation.succession-agreed': SuccessionFacts;
  'organisation.succession-dropped': SuccessionFacts;
  'organisation.merged': SuccessionFacts & { readonly registrations: number };
  'organisation.split-off': SuccessionFacts & { readonly registrations: number };
  'organisation.registrations-passed-on': { readonly to: string; readonly registrations: number };
}

interface SuccessionFacts {
  readonly kind: 'merge' | 'split';
  /** References. */
  readonly from: string;
  readonly to: string;
  readonly effectiveOn: LocalDate;
  readonly reason: string;
}

const lpas = (count: number): string => `${count.toLocaleString('en-GB')} ${count === 1 ? 'LPA' : 'LPAs'}`;
const plan = ({ kind, from, to, effectiveOn }: SuccessionFacts): string =>
  `${kind === 'merge' ? `${from} merges into ${to}` : `${to} is split off from ${from}`} on ${formatLocalDate(effectiveOn)}`;
const because = (reason: string | null): string => (reason === null ? '' : `: ${reason}`);
const changes = (all: readonly FieldChange[]): string =>
  all.map(({ label, from, to }) => `${label.toLowerCase()} from ${from} to ${to}`).join('; ');
const person = ({ name, role }: { readonly name: string; readonly role: string }): string =>
  role === '' ? name : `${name}, ${role}`;

/** Kind → its sentence. */
export const ORGANISATION_SENTENCES: {
  readonly [Kind in keyof OrganisationAuditFacts]: (facts: OrganisationAuditFacts[Kind]) => string;
} = {
  'organisation.created': (facts) => `Organisation ${facts.reference} opened: ${facts.name}`,
  'organisation.status-changed': (facts) =>
    `Status set${facts.from === undefined ? '' : ` from ${facts.from}`} to ${facts.status}${because(facts.reason)}`,
  'organisation.edited': (facts) => `Changed ${changes(facts.changes)}`,
  'organisation.change-asked': (facts) => `Asked to change ${changes(facts.changes)}${because(facts.reason)}`,
  'organisation.change-approved': (facts) => `Changed, as approved: ${changes(facts.changes)}${because(facts.reason)}`,
  'organisation.contact-added': (facts) => `Contact added: ${person(facts)}`,
  'organisation.contact-edited': (facts) => `Contact ${facts.name} changed: ${changes(facts.changes)}`,
  'organisation.contact-removed': (facts) => `Contact removed: ${person(facts)}`,
  'organisation.branch-of-set': ({ from, to }) =>
    to === null
      ? `No longer a branch of ${from ?? 'another organisation'}`
      : `Made a branch of ${to}${from === null ? '' : `, was one of ${from}`}`,
  'organisation.succession-asked': (facts) => `Asked that ${plan(facts)}: ${facts.reason}`,
  'organisation.succession-agreed': (facts) => `Agreed that ${plan(facts)}`,
  'organisation.succession-dropped': (facts) => `No longer planned: ${plan(facts)}`,
  'organisation.merged': (facts) =>
    `${facts.from} is merged into ${facts.to}, with ${lpas(facts.registrations)} not billed yet: ${facts.reason}`,
  'organisation.split-off': (facts) =>
    `${facts.to} is split off from ${facts.from}, with ${lpas(facts.registrations)} not billed yet: ${facts.reason}`,
  'organisation.registrations-passed-on': (facts) =>
    `${lpas(facts.registrations)} not billed yet passed on to ${facts.to}, which took over`,
};
