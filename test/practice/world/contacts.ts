import type { NamedOrganisation } from './named-organisations.ts';
import type { Random } from './random.ts';

export interface BillingContact {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

const FIRST_NAMES = [
  ...['Angharad', 'Beatriz', 'Callum', 'Devika', 'Efa', 'Femi', 'Grace', 'Hywel', 'Imran', 'Joanna', 'Kofi', 'Lowri'],
  ...['Marek', 'Niamh', 'Olu', 'Parveen', 'Rhodri', 'Siân', 'Tamara', 'Uzma', 'Vincent', 'Wendy', 'Yusuf', 'Zoë'],
];
const LAST_NAMES = [
  ...['Ashworth', 'Bevan', 'Chowdhury', "D'Souza", 'Ellis', 'Fairclough', 'Gwilym', 'Hussain', 'Iqbal', 'Jankowski'],
  ...['Kavanagh', 'Llewellyn', 'Mensah', 'Nolan', "O'Dowd", 'Parry', 'Quayle', 'Rutherford', 'Sandhu', 'Tudor'],
];
const MAILBOXES = ['accounts', 'finance', 'purchase.ledger', 'billing', 'cyfrifon'];

// 01632 960000 to 960999 are kept for fiction, and the example domains for examples.
const FICTION_NUMBERS = 1000;
const DOMAINS = ['example.com', 'example.org', 'example.net'];

/** Somebody who sees to an organisation's bills and who does not exist. `serial` is different for each. */
export function inventContact(organisation: NamedOrganisation, serial: number, random: Random): BillingContact {
  const number = 960_000 + ((serial * 37 + 11) % FICTION_NUMBERS);
  return {
    name: `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`,
    email: `${random.pick(MAILBOXES)}@${organisation.slug}.${random.pick(DOMAINS)}`,
    phone: `01632 ${number}`,
  };
}
