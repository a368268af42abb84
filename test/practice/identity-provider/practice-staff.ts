import type { Role } from '../../../shared/permissions.ts';

/** A person of the practice world, as their identity provider knows them. */
export interface PracticePerson {
  /** Never changes and is never reused. */
  sub: string;
  name: string;
  email: string;
  /** Empty for someone whom the identity provider knows but who has no work in Counterfoil. */
  roles: readonly Role[];
}

/** The practice staff in the order the sign-in page lists them: the first nine have the keys 1 to 9. */
export const PRACTICE_STAFF: readonly PracticePerson[] = [
  person('Aisha Rahman', 'agent'),
  person('Gareth Pritchard', 'agent'),
  person('Funmilayo Adeyemi', 'team-leader'),
  person('Callum Sinclair', 'support'),
  person('Priya Nair', 'finance'),
  person('Margaret Holloway', 'finance-manager'),
  person('Tomasz Zielinski', 'auditor'),
  person('Siobhan Gallagher', 'administrator'),
  person('Desmond Clarke'),
  // What one administrator asks for another approves.
  person('Eleri Vaughan', 'administrator'),
];

function person(name: string, ...roles: Role[]): PracticePerson {
  const slug = name.toLowerCase().replaceAll(' ', '.');
  return { sub: `practice-${slug.replaceAll('.', '-')}`, name, email: `${slug}@opg.example`, roles };
}
