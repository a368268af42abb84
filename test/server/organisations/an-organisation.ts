import { randomUUID } from 'node:crypto';
import {
  createOrganisation,
  setOrganisationStatus,
  type CreateOrganisation,
} from '../../../server/organisations/index.ts';
import { runCommand } from '../../../server/platform/run-command.ts';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import type { OrganisationStatus } from '../../../shared/contracts/organisations.ts';
import type { Books } from '../../support/books.ts';

/** An organisation with these particulars; the others do not matter. */
export async function anOrganisation(
  books: Books,
  particulars: Partial<CreateOrganisation> = {},
): Promise<OrganisationReference> {
  const { reference } = await runCommand(
    books.system,
    'organisations.create',
    {
      commandId: randomUUID(),
      name: 'Harrow & Pike Solicitors',
      kind: 'solicitor' as const,
      addressLines: ['1 Market Street'],
      town: 'Testford',
      postcode: 'ZZ1 1ZZ',
      billingContact: { name: 'A Contact', email: 'accounts@example.com', phone: '01632 960001' },
      creditTermsDays: 30,
      ...particulars,
    },
    createOrganisation,
  );
  return reference;
}

export async function setStatus(
  books: Books,
  reference: OrganisationReference,
  status: OrganisationStatus,
  reason: string | null,
): Promise<void> {
  const input = { commandId: randomUUID(), reference, status, reason };
  await runCommand(books.system, 'organisations.setStatus', input, setOrganisationStatus);
}
