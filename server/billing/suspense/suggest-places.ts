import type { EntityManager } from '@mikro-orm/postgresql';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import {
  SUGGESTION_REASONS,
  type SuggestionReason,
  type SuspenseSuggestion,
} from '../../../shared/contracts/suspense.ts';
import type { Pence } from '../../../shared/money.ts';
import { selectRows } from '../../platform/rows.ts';
import { referencesMeant } from './references-meant.ts';

const MOST_SUGGESTIONS = 4;
/** An amount that more organisations owe says nothing. */
const MOST_OF_AN_AMOUNT = 3;

interface Unplaced {
  readonly suspenseId: number;
  readonly payer: string | null;
  readonly reference: string | null;
  readonly amount: Pence;
}

interface Found {
  readonly suspenseId: number;
  readonly reference: OrganisationReference;
  readonly name: string;
  readonly because: SuggestionReason;
  readonly detail: string | null;
}

/** Where each payment may belong, the surest reason first, each organisation once. */
export async function suggestPlaces(
  em: EntityManager,
  unplaced: readonly Unplaced[],
): Promise<ReadonlyMap<number, SuspenseSuggestion[]>> {
  if (unplaced.length === 0) return new Map();
  const found = [
    ...(await byReference(em, unplaced)),
    ...(await byPayer(em, unplaced)),
    ...(await byAmount(em, unplaced)),
  ].toSorted((one, other) => rank(one.because) - rank(other.because));
  const places = new Map<number, SuspenseSuggestion[]>();
  for (const { suspenseId, reference, name, because, detail } of found) {
    const its = places.get(suspenseId) ?? [];
    if (its.length >= MOST_SUGGESTIONS || its.some(({ organisation }) => organisation.reference === reference))
      continue;
    places.set(suspenseId, [...its, { organisation: { reference, name }, because, detail }]);
  }
  return places;
}

const rank = (reason: SuggestionReason): number => SUGGESTION_REASONS.indexOf(reason);

async function byReference(em: EntityManager, unplaced: readonly Unplaced[]): Promise<Found[]> {
  const meant = unplaced.flatMap(({ suspenseId, reference }) =>
    reference === null ? [] : referencesMeant(reference).map((its) => ({ suspenseId, ...its })),
  );
  return selectRows<Found>(
    em,
    `select "suspenseId", organisation.reference, organisation.name,
       case when meant.exact then 'reference' else 'near-reference' end as because, meant.reference as detail
     from jsonb_to_recordset(?::jsonb) as meant ("suspenseId" integer, reference text, exact boolean)
     left join invoice on invoice.number = meant.reference
     join organisation on organisation.id = invoice.organisation_id or organisation.reference = meant.reference`,
    [JSON.stringify(meant)],
  );
}

async function byPayer(em: EntityManager, unplaced: readonly Unplaced[]): Promise<Found[]> {
  const payers = unplaced.filter(({ payer }) => payer !== null);
  return selectRows<Found>(
    em,
    `select distinct "suspenseId", organisation.reference, organisation.name, 'payer-before' as because,
       null as detail
     from jsonb_to_recordset(?::jsonb) as named ("suspenseId" integer, payer text)
     join receipt on lower(receipt.payer) = lower(named.payer)
     join organisation on organisation.id = receipt.organisation_id
     where not exists (select from journal where reverses_journal_id = receipt.journal_id)`,
    [JSON.stringify(payers)],
  );
}

async function byAmount(em: EntityManager, unplaced: readonly Unplaced[]): Promise<Found[]> {
  return selectRows<Found>(
    em,
    `select "suspenseId", reference, name, 'open-amount' as because, detail from (
       select owed.*, organisation.reference, organisation.name, count(*) over (partition by "suspenseId") as many
       from (
         select "suspenseId", bill.organisation_id, min(bill.number) as detail
         from jsonb_to_recordset(?::jsonb) as came ("suspenseId" integer, amount bigint)
         join invoice on invoice.total = came.amount join invoice_standing bill on bill.id = invoice.id
         where bill.outstanding = came.amount group by 1, 2
         union
         select "suspenseId", balance.organisation_id, null
         from jsonb_to_recordset(?::jsonb) as came ("suspenseId" integer, amount bigint)
         join organisation_balance balance on balance.receivable = came.amount
         where not exists (select from invoice_standing bill
           where bill.organisation_id = balance.organisation_id and bill.outstanding = came.amount)) owed
       join organisation on organisation.id = owed.organisation_id) counted
     where many <= ?`,
    [JSON.stringify(unplaced), JSON.stringify(unplaced), MOST_OF_AN_AMOUNT],
  );
}
