import type { EntityManager } from '@mikro-orm/postgresql';
import { containsCardNumber } from '../../shared/card-number-guard.ts';
import {
  parseCreditNoteNumber,
  parseInvoiceNumber,
  parseOrganisationReference,
  parsePaymentReference,
  suggestReferenceCorrections,
} from '../../shared/checked-reference.ts';
import type { SearchHit, SearchResult } from '../../shared/contracts/reports.ts';
import { parseLpaReference, suggestLpaCorrections } from '../../shared/lpa-reference.ts';
import { withoutControls } from '../platform/typed-text.ts';
import {
  findCreditNotes,
  findInvoices,
  findLpas,
  findOrganisationsByReference,
  findOrganisationsByText,
  findPayments,
} from './search-finders.ts';

const MOST_HITS = 20;

/**
 * Finds what a caller may say or an agent type: an organisation by any part of its name, its reference or postcode; an
 * invoice or credit note number; an LPA reference in any shape; a payment reference. A reference that is right jumps straight to its
 * thing; one that is nearly right answers with the corrections that exist in our data.
 *
 * Text with a card number in it is not searched for at all.
 */
export async function search(em: EntityManager, typed: string): Promise<SearchResult> {
  const text = withoutControls(typed);
  if (text.length < 2) return { hits: [], advice: null };
  if (containsCardNumber(text)) {
    return {
      hits: [],
      advice: 'That looks like a card number. Card numbers belong on the card page and nowhere else.',
    };
  }
  const exact = await byReference(em, text);
  if (exact.length > 0) return { hits: exact, advice: null };
  const corrections = await byCorrection(em, text);
  const named = await findOrganisationsByText(em, text, MOST_HITS);
  const known = new Set(corrections.filter(({ kind }) => kind === 'organisation').map((hit) => hit.organisation));
  const others = named.filter((hit) => !known.has(hit.organisation));
  return { hits: [...corrections, ...others].slice(0, MOST_HITS), advice: adviceOn(text, corrections.length) };
}

async function byReference(em: EntityManager, text: string): Promise<SearchHit[]> {
  const lpa = parseLpaReference(text);
  if (lpa.ok) return findLpas(em, [lpa.reference]);
  const invoice = parseInvoiceNumber(text);
  if (invoice.ok) return findInvoices(em, [invoice.reference]);
  const creditNote = parseCreditNoteNumber(text);
  if (creditNote.ok) return findCreditNotes(em, [creditNote.reference]);
  const organisation = parseOrganisationReference(text);
  if (organisation.ok) return findOrganisationsByReference(em, [organisation.reference]);
  const payment = parsePaymentReference(text);
  if (payment.ok) return findPayments(em, [payment.reference]);
  return [];
}

async function byCorrection(em: EntityManager, text: string): Promise<SearchHit[]> {
  const lpas = suggestLpaCorrections(text);
  if (lpas.length > 0) return findLpas(em, lpas);
  const references: readonly string[] = suggestReferenceCorrections(text);
  if (references.length === 0) return [];
  const found = [
    await findInvoices(em, references),
    await findCreditNotes(em, references),
    await findOrganisationsByReference(em, references),
    await findPayments(em, references),
  ];
  return found.flat();
}

/** What to say when the text is a reference, but not one of ours as it stands. */
function adviceOn(text: string, corrections: number): string | null {
  const lpa = parseLpaReference(text);
  const ours = [
    ...[parseInvoiceNumber(text), parseCreditNoteNumber(text)],
    ...[parseOrganisationReference(text), parsePaymentReference(text)],
  ];
  const wrongLetter = ours.find((parsed) => !parsed.ok && parsed.problem === 'wrong-check-letter');
  if (lpa.ok) return 'No invoice has that LPA on it. Check that it is registered and billed.';
  if (ours.some((parsed) => parsed.ok)) return 'That reference is well formed, but nothing here has it.';
  const sentence =
    lpa.problem === 'not-a-reference' || lpa.problem === 'empty'
      ? wrongLetter !== undefined && !wrongLetter.ok
        ? wrongLetter.sentence
        : null
      : lpa.sentence;
  if (sentence === null) return null;
  return corrections === 0 ? sentence : `${sentence} Did they mean one of these?`;
}
