import { containsCardNumber } from '../../shared/card-number-guard.ts';
import {
  OrganisationParticulars,
  type BillCycle,
  type OrganisationKind,
  type OrganisationRecord,
} from '../../shared/contracts/organisations.ts';
import { CARD_NUMBER_REFUSED } from '../shell/card-number-words.ts';

/** What is typed into the form, as text; the address a line each. */
export interface OrganisationEntry {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly address: string;
  readonly town: string;
  readonly postcode: string;
  readonly contactName: string;
  readonly contactRole: string;
  readonly contactEmail: string;
  readonly contactPhone: string;
  readonly creditTermsDays: string;
  readonly billingCycle: BillCycle;
  readonly purchaseOrderRequired: boolean;
  readonly purchaseOrder: string;
}

export type EntryField = keyof OrganisationEntry;
export type EntryProblems = Partial<Record<EntryField, string>>;

export const EMPTY_ENTRY: OrganisationEntry = {
  ...{ name: '', kind: 'solicitor', address: '', town: '', postcode: '', contactName: '', contactRole: '' },
  ...{ contactEmail: '', contactPhone: '', creditTermsDays: '30', billingCycle: 'monthly' },
  ...{ purchaseOrderRequired: false, purchaseOrder: '' },
};

/** What an organisation is now, to be edited. */
export function entryOf(organisation: OrganisationRecord): OrganisationEntry {
  const { name, kind, town, postcode, billingContact, billingCycle, purchaseOrderRequired } = organisation;
  return {
    ...{ name, kind, town, postcode, billingCycle, purchaseOrderRequired },
    address: organisation.addressLines.join('\n'),
    contactName: billingContact.name,
    contactRole: billingContact.role,
    contactEmail: billingContact.email,
    contactPhone: billingContact.phone,
    creditTermsDays: String(organisation.creditTermsDays),
    purchaseOrder: organisation.purchaseOrder ?? '',
  };
}

/** Where the server's own rule is broken → the field it was typed into, and what to do about it. */
const PROBLEMS: Readonly<Record<string, readonly [field: EntryField, sentence: string]>> = {
  name: ['name', 'Enter its name.'],
  addressLines: ['address', 'Enter one to four lines, of at most 60 letters each.'],
  town: ['town', 'Enter the town.'],
  postcode: ['postcode', 'Enter a postcode, such as ZZ1 1ZZ.'],
  'billingContact.name': ['contactName', 'Enter a name of at most 80 letters.'],
  'billingContact.role': ['contactRole', 'Enter a role of at most 60 letters.'],
  'billingContact.email': ['contactEmail', 'Enter an e-mail address, or leave it empty: bills are then held.'],
  'billingContact.phone': ['contactPhone', 'Enter digits and spaces, such as 01632 960001.'],
  creditTermsDays: ['creditTermsDays', 'Enter whole days, from 0 to 365.'],
  purchaseOrder: ['purchaseOrder', 'Enter a number of at most 40 letters and digits.'],
};

const FREE_TEXT = ['name', 'address', 'town', 'contactName', 'contactRole', 'purchaseOrder'] as const;

/** The particulars that were typed, or what is wrong with them, field by field. */
export function readEntry(
  entry: OrganisationEntry,
): { readonly particulars: OrganisationParticulars; readonly problems: null } | { readonly problems: EntryProblems } {
  const problems: EntryProblems = {};
  for (const field of FREE_TEXT) if (containsCardNumber(entry[field])) problems[field] = CARD_NUMBER_REFUSED;
  const read = OrganisationParticulars.safeParse(givenBy(entry));
  for (const { path } of read.error?.issues ?? []) {
    const [field, sentence] = PROBLEMS[path.join('.')] ?? PROBLEMS[String(path[0])] ?? ['name', 'Enter its name.'];
    problems[field] ??= sentence;
  }
  if (!read.success || Object.keys(problems).length > 0) return { problems };
  return { particulars: read.data, problems: null };
}

function givenBy(entry: OrganisationEntry) {
  const { name, kind, town, postcode, billingCycle, purchaseOrderRequired } = entry;
  const purchaseOrder = entry.purchaseOrder.trim();
  return {
    ...{ name, kind, town, postcode, billingCycle, purchaseOrderRequired },
    addressLines: entry.address
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    billingContact: {
      ...{ name: entry.contactName, role: entry.contactRole },
      ...{ email: entry.contactEmail.trim(), phone: entry.contactPhone.trim() },
    },
    creditTermsDays: /^\d{1,3}$/.test(entry.creditTermsDays.trim()) ? Number(entry.creditTermsDays) : Number.NaN,
    purchaseOrder: purchaseOrder === '' ? null : purchaseOrder,
  };
}
