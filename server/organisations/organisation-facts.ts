import type {
  BillCycle,
  FieldChange,
  OrganisationKind,
  OrganisationParticulars,
  OrganisationStatus,
} from '../../shared/contracts/organisations.ts';
import type { Organisation } from './organisation.entity.ts';

/** Everything about an organisation that people change, as it is kept. */
export interface OrganisationFacts {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly addressLines: readonly string[];
  readonly town: string;
  readonly postcode: string;
  readonly contactName: string;
  readonly contactRole: string;
  readonly contactEmail: string;
  readonly contactPhone: string;
  readonly creditTermsDays: number;
  readonly billingCycle: BillCycle;
  readonly purchaseOrderRequired: boolean;
  readonly purchaseOrder: string | null;
  readonly status: OrganisationStatus;
  readonly statusReason: string | null;
}

export type FactName = keyof OrganisationFacts;

/** Facts that belong together: what they are called, how they read, and when changing them takes a second person. */
interface FactGroup {
  readonly label: string;
  readonly names: readonly FactName[];
  readonly words: (facts: OrganisationFacts) => string;
  readonly needsApproval: (was: OrganisationFacts, becomes: OrganisationFacts) => boolean;
}

const NONE = 'none';
const never = () => false;
const always = () => true;

const STATUS_NAMES: Readonly<Record<OrganisationStatus, string>> = {
  active: 'active',
  'on-hold': 'on hold',
  closed: 'closed',
};

/**
 * What moves bills (where they go, when they come, when they are due, whether there are any) takes two people. A
 * billing contact with another e-mail is another person: name, role and telephone go with it.
 */
const GROUPS: readonly FactGroup[] = [
  { label: 'Name', names: ['name'], words: ({ name }) => name, needsApproval: never },
  { label: 'Kind', names: ['kind'], words: ({ kind }) => kind.replace('-', ' '), needsApproval: never },
  {
    label: 'Address',
    names: ['addressLines', 'town', 'postcode'],
    words: ({ addressLines, town, postcode }) => [...addressLines, town, postcode].join(', '),
    needsApproval: always,
  },
  {
    label: 'Billing contact',
    names: ['contactName', 'contactRole', 'contactEmail', 'contactPhone'],
    words: ({ contactName, contactRole, contactEmail, contactPhone }) =>
      [contactName, contactRole, contactEmail, contactPhone].filter((part) => part !== '').join(', ') || NONE,
    needsApproval: (was, becomes) => was.contactEmail !== becomes.contactEmail,
  },
  {
    label: 'Credit terms',
    names: ['creditTermsDays'],
    words: ({ creditTermsDays }) => `${creditTermsDays} days`,
    needsApproval: always,
  },
  {
    label: 'Billing cycle',
    names: ['billingCycle'],
    words: ({ billingCycle }) => billingCycle,
    needsApproval: always,
  },
  {
    label: 'Purchase order required',
    names: ['purchaseOrderRequired'],
    words: ({ purchaseOrderRequired }) => (purchaseOrderRequired ? 'yes' : 'no'),
    needsApproval: never,
  },
  {
    label: 'Purchase order',
    names: ['purchaseOrder'],
    words: ({ purchaseOrder }) => purchaseOrder ?? NONE,
    needsApproval: never,
  },
  {
    label: 'Status',
    names: ['status', 'statusReason'],
    words: ({ status }) => STATUS_NAMES[status],
    needsApproval: (was, becomes) => (was.status === 'closed') !== (becomes.status === 'closed'),
  },
];

/** The facts as the entity has them now. */
export function factsOf(organisation: Organisation): OrganisationFacts {
  return Object.fromEntries(FACT_NAMES.map((name) => [name, organisation[name]])) as unknown as OrganisationFacts;
}

const FACT_NAMES = GROUPS.flatMap(({ names }) => names);

/** What was entered in a form, as it is kept; what the form does not have stays as it was. */
export function factsEntered(was: OrganisationFacts, entered: OrganisationParticulars): OrganisationFacts {
  const { billingContact, ...others } = entered;
  const facts = { ...was, ...others };
  return {
    ...(Object.fromEntries(FACT_NAMES.map((name) => [name, facts[name]])) as unknown as OrganisationFacts),
    contactName: billingContact.name,
    contactRole: billingContact.role,
    contactEmail: billingContact.email,
    contactPhone: billingContact.phone,
  };
}

/** What differs, parted into what is so at once and what waits for a second person; whole groups, never half of one. */
export function partChanges(
  was: OrganisationFacts,
  becomes: OrganisationFacts,
): { readonly atOnce: FactName[]; readonly byApproval: FactName[] } {
  const changed = GROUPS.filter(({ names }) => names.some((name) => differs(was[name], becomes[name])));
  return {
    atOnce: changed.filter(({ needsApproval }) => !needsApproval(was, becomes)).flatMap(({ names }) => names),
    byApproval: changed.filter(({ needsApproval }) => needsApproval(was, becomes)).flatMap(({ names }) => names),
  };
}

/** The change of the named facts in words, a line for each group. */
export function changeWords(
  was: OrganisationFacts,
  becomes: OrganisationFacts,
  names: readonly FactName[],
): FieldChange[] {
  return GROUPS.filter((group) => group.names.some((name) => names.includes(name))).map(({ label, words }) => ({
    label,
    from: words(was),
    to: words(becomes),
  }));
}

function differs(one: OrganisationFacts[FactName], other: OrganisationFacts[FactName]): boolean {
  return JSON.stringify(one) !== JSON.stringify(other);
}

/** Only the named facts, to be kept beside a change that waits. */
export function pickFacts(facts: OrganisationFacts, names: readonly FactName[]): Partial<OrganisationFacts> {
  return Object.fromEntries(names.map((name) => [name, facts[name]]));
}
