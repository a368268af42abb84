import { randomUUID } from 'node:crypto';
import { carryOutSuccessions, passOnRegistrations } from '../../../../server/organisations/index.ts';
import { moveRegistrations } from '../../../../server/usage/index.ts';
import type { StaffActor } from '../../../../server/platform/actor.ts';
import type { OrganisationReference } from '../../../../shared/checked-reference.ts';
import { localDate } from '../../../../shared/local-date.ts';
import type { Books } from '../../../support/books.ts';
import { desk } from '../../http/desk.ts';
import { approveChange } from '../an-organisation.ts';

/** Asked for by `by`, of `from` into `to`; today unless another day is given. */
export async function askForMerger(
  books: Books,
  by: StaffActor,
  from: OrganisationReference,
  to: OrganisationReference,
  effectiveOn = '2026-11-24',
): Promise<number> {
  const { approvalId } = await desk(books, by).organisations.askToMerge({
    ...{ commandId: randomUUID(), reference: from, to, effectiveOn: localDate(effectiveOn), reason: 'They joined' },
  });
  return approvalId;
}

/** As the minute's job does it. */
export const carryOut = (books: Books): Promise<void> => carryOutSuccessions(books.system, moveRegistrations);

/** As the night's job does it. */
export const passOn = (books: Books): Promise<void> => passOnRegistrations(books.system, moveRegistrations);

/** Asked, approved by another, and carried out. */
export async function merge(
  books: Books,
  by: StaffActor,
  from: OrganisationReference,
  to: OrganisationReference,
): Promise<void> {
  await approveChange(books, await askForMerger(books, by, from, to));
  await carryOut(books);
}

/** Whose each of these LPAs is, by reference. */
export async function holdersOf(books: Books, ...lpas: readonly string[]): Promise<string[]> {
  const rows = await books.rows<{ lpa: string; reference: string }>(
    `select lpa_reference as lpa, reference from registration join organisation on organisation.id = organisation_id
     where lpa_reference in (${lpas.map(() => '?').join(', ')})`,
    lpas,
  );
  const holders = new Map(rows.map(({ lpa, reference }) => [lpa, reference]));
  return lpas.map((lpa) => holders.get(lpa) ?? 'nobody');
}
