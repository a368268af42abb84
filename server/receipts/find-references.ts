import type { EntityManager } from '@mikro-orm/postgresql';
import {
  parseInvoiceNumber,
  parseOrganisationReference,
  suggestReferenceCorrections,
  type OrganisationReference,
} from '../../shared/checked-reference.ts';
import { parseLpaReference, suggestLpaCorrections } from '../../shared/lpa-reference.ts';
import { selectRows } from '../platform/rows.ts';

/** Whose money a reference is, and which lines it is for: all they owe, an invoice's, or one LPA's. */
export interface FoundReference {
  readonly organisation: { readonly reference: OrganisationReference; readonly name: string };
  readonly invoices: readonly string[];
  readonly lineIds: readonly number[];
}

export interface ReferenceAnswer {
  /** As it is written properly; null for text that can be no reference. */
  readonly reference: string | null;
  readonly found: FoundReference | null;
  /** References that exist and may have been meant. */
  readonly perhaps: readonly string[];
}

const MOST_SUGGESTIONS = 3;

/**
 * What each text refers to: an organisation, an invoice or an LPA that was billed. Texts that refer to nothing get the
 * corrections that do exist, three at most. The whole file is looked up at once.
 */
export async function findReferences(em: EntityManager, texts: readonly string[]): Promise<ReferenceAnswer[]> {
  const proper = texts.map(properReference);
  const guesses = texts.map((text, at) => (proper[at] === null ? guessesAt(text) : []));
  const known = await lookUp(em, [...proper.filter((reference) => reference !== null), ...guesses.flat()]);
  const unknown = proper.map((reference) => (reference === null || known.has(reference) ? [] : guessesAt(reference)));
  const more = await lookUp(em, unknown.flat());
  return proper.map((reference, at) => {
    const found = reference === null ? undefined : known.get(reference);
    const perhaps = [...(guesses[at] ?? []).filter((guess) => known.has(guess))].concat(
      (unknown[at] ?? []).filter((guess) => more.has(guess)),
    );
    return { reference, found: found ?? null, perhaps: perhaps.slice(0, MOST_SUGGESTIONS) };
  });
}

function properReference(text: string): string | null {
  for (const parsed of [parseOrganisationReference(text), parseInvoiceNumber(text), parseLpaReference(text)]) {
    if (parsed.ok) return parsed.reference;
  }
  return null;
}

function guessesAt(text: string): string[] {
  return [...suggestReferenceCorrections(text), ...suggestLpaCorrections(text)];
}

async function lookUp(em: EntityManager, references: readonly string[]): Promise<Map<string, FoundReference>> {
  if (references.length === 0) return new Map();
  const asked = JSON.stringify([...new Set(references)]);
  const rows = await selectRows<{
    asked: string;
    reference: OrganisationReference;
    name: string;
    number: string | null;
    lineId: number | null;
  }>(
    em,
    `with asked as materialized (select value as asked from jsonb_array_elements_text(?::jsonb))
     select asked, reference, name, null as number, null::bigint as "lineId"
     from asked join organisation on reference = asked
     union all
     select asked, reference, name, invoice.number, null
     from asked join invoice on invoice.number = asked join organisation on organisation.id = organisation_id
     union all
     select asked, reference, name, null, line.id
     from asked join lateral (
       select id, invoice_id from invoice_line where lpa_reference = asked order by id desc limit 1) line on true
     join invoice on invoice.id = line.invoice_id join organisation on organisation.id = organisation_id`,
    [asked],
  );
  return new Map(
    rows.map(({ asked: of, reference, name, number, lineId }) => [
      of,
      {
        organisation: { reference, name },
        invoices: number === null ? [] : [number],
        lineIds: lineId === null ? [] : [lineId],
      },
    ]),
  );
}
