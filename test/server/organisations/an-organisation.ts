import { randomUUID } from 'node:crypto';
import { APPLIERS } from '../../../server/app-router.ts';
import { approve } from '../../../server/approvals/index.ts';
import {
  askToCloseOrganisation,
  createOrganisation,
  setOrganisationStatus,
  type CreateOrganisation,
} from '../../../server/organisations/index.ts';
import type { StaffActor } from '../../../server/platform/actor.ts';
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

/** Puts it on hold or lets it go at once; closes it as it is closed: one person asks, another approves. */
export async function setStatus(
  books: Books,
  reference: OrganisationReference,
  status: OrganisationStatus,
  reason: string | null,
): Promise<void> {
  const input = { commandId: randomUUID(), reference, reason };
  if (status !== 'closed') {
    await runCommand(books.system, 'organisations.setStatus', { ...input, status }, setOrganisationStatus);
    return;
  }
  const asked = { ...input, status, reason: reason ?? '' };
  const clerk = books.as(await books.staff('finance'));
  const { approvalId } = await runCommand(clerk, 'organisations.askToClose', asked, askToCloseOrganisation);
  await approveChange(books, approvalId);
}

/** A finance manager who has just signed in approves it; answers who that was. */
export async function approveChange(books: Books, approvalId: number): Promise<StaffActor> {
  const manager = await books.staff('finance-manager');
  await approve(books.as(manager), APPLIERS, {
    commandId: randomUUID(),
    approvalId,
    subjectHash: await hashOf(books, approvalId),
  });
  return manager;
}

export async function hashOf(books: Books, approvalId: number): Promise<string> {
  const [row] = await books.rows<{ hash: string }>('select subject_hash as hash from approval where id = ?', [
    approvalId,
  ]);
  return row?.hash ?? '';
}
