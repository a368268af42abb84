import type { OrganisationReference } from '../../shared/checked-reference.ts';
import { arrayLiteral } from '../platform/array-literal.ts';
import { selectRows } from '../platform/rows.ts';
import type { Tx } from '../platform/transaction.ts';
import { billedFor } from './billed-for.ts';
import type { NewRegistration, Refusal, RegistrationFacts, RowResult } from './registration-facts.ts';

interface Found {
  readonly row: number;
  readonly event_lpa: string | null;
  readonly organisation_status: string | null;
  /** Of whoever took over, where the organisation named was merged. */
  readonly billed_for: OrganisationReference | null;
  readonly now: KnownFacts | null;
  readonly origin: KnownFacts | null;
}

type KnownFacts = Readonly<Record<ComparedFact, string | null>>;
type ComparedFact = Exclude<keyof RegistrationFacts, 'lpaReference'>;

/** Fact → the words it goes by. A stated fee is no fact of the LPA, so it is not compared. */
const FACT_WORDS: Readonly<Record<ComparedFact, string>> = {
  organisation: 'organisation',
  lpaKind: 'kind of LPA',
  receivedOn: 'day received',
  registeredOn: 'day registered',
  feeKind: 'fee kind',
  channel: 'channel',
  donorKey: 'donor key',
  ownReference: "organisation's own reference",
};
const COMPARED = Object.keys(FACT_WORDS) as readonly ComparedFact[];

const withReference = (facts: string): string =>
  `${facts} || jsonb_build_object('organisation',
    (select reference from organisation where id = (${facts} ->> 'organisationId')::int))`;

/**
 * Says of rows that were not written why: known already, in conflict with what is known, or of an organisation that
 * cannot be billed. What is known comes first, so that a delivery repeated after its organisation closed is still only
 * a repetition.
 */
export async function explainLeftOver(
  tx: Tx,
  rows: readonly NewRegistration[],
): Promise<{ readonly results: RowResult[]; readonly unexplained: NewRegistration[] }> {
  if (rows.length === 0) return { results: [], unexplained: [] };
  const found = await selectRows<Found>(
    tx,
    `select given.row, same_event.lpa_reference as event_lpa, organisation.status as organisation_status,
       organisation.reference as billed_for,
       case when known.id is not null then ${withReference('registration_facts(known)')} end as now,
       ${withReference('origin.facts')} as origin
     from unnest(?::int[], ?::uuid[], ?::text[], ?::text[]) as given (row, event_id, lpa_reference, organisation)
     ${billedFor('given', 'left join')}
     left join registration same_event on same_event.event_id = given.event_id
     left join registration known on known.lpa_reference = given.lpa_reference
     left join registration_origin origin on origin.registration_id = known.id`,
    [
      arrayLiteral(rows.map(({ row }) => row)),
      arrayLiteral(rows.map(({ eventId }) => eventId)),
      arrayLiteral(rows.map(({ facts }) => facts.lpaReference)),
      arrayLiteral(rows.map(({ facts }) => facts.organisation)),
    ],
  );
  const byRow = new Map(found.map((each) => [each.row, each]));
  const results: RowResult[] = [];
  const unexplained: NewRegistration[] = [];
  for (const registration of rows) {
    const result = explain(registration, byRow.get(registration.row));
    if (result === undefined) unexplained.push(registration);
    else results.push(result);
  }
  return { results, unexplained };
}

function explain({ row, facts }: NewRegistration, found: Found | undefined): RowResult | undefined {
  if (found === undefined) return undefined;
  const { lpaReference, organisation } = facts;
  const about = { row, facts: {}, lpaReference };
  const refused = (refusal: Refusal): RowResult => ({ ...about, outcome: 'refused', refusal });
  const duplicate: RowResult = { ...about, outcome: 'duplicate', refusal: null };
  if (found.event_lpa !== null) {
    return found.event_lpa === lpaReference ? duplicate : refused({ reason: 'EVENT_ID_REUSED', facts: {} });
  }
  if (found.now !== null) {
    const resolved = { ...facts, organisation: found.billed_for ?? organisation };
    const differs = differences(resolved, found.now);
    const asAtFirst = found.origin !== null && differences(facts, found.origin).length === 0;
    if (differs.length === 0 || asAtFirst) return duplicate;
    return refused({ reason: 'LPA_REGISTERED_DIFFERENTLY', facts: { differs: differs.join(', ') } });
  }
  if (found.organisation_status === null) return refused({ reason: 'ORGANISATION_UNKNOWN', facts: { organisation } });
  if (found.organisation_status === 'closed')
    return refused({ reason: 'ORGANISATION_CLOSED', facts: { organisation } });
  return undefined;
}

function differences(facts: RegistrationFacts, known: KnownFacts): string[] {
  return COMPARED.filter((fact) => facts[fact] !== known[fact]).map((fact) => FACT_WORDS[fact]);
}
