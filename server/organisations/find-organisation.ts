import { LockMode } from '@mikro-orm/postgresql';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { Tx } from '../platform/transaction.ts';
import { Organisation } from './organisation.entity.ts';

/** The organisation of that reference, to decide on or change; ORGANISATION_NOT_FOUND when there is none. */
export async function findOrganisation(tx: Tx, reference: OrganisationReference): Promise<Organisation> {
  const organisation = await tx.findOne(Organisation, { reference });
  if (organisation === null) throw new DomainError('ORGANISATION_NOT_FOUND', { reference });
  return organisation;
}

/** As `findOrganisation`, and locked until the transaction ends. */
export async function lockOrganisation(tx: Tx, reference: OrganisationReference): Promise<Organisation> {
  const organisation = await tx.findOne(Organisation, { reference }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (organisation === null) throw new DomainError('ORGANISATION_NOT_FOUND', { reference });
  return organisation;
}
