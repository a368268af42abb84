import {
  InvoiceNumberSchema,
  OrganisationReferenceSchema,
  suggestReferenceCorrections,
  type InvoiceNumber,
  type OrganisationReference,
} from '../../../shared/checked-reference.ts';
import { bareReference } from '../../../shared/typed-reference.ts';

/** A reference that the text of a payment names, or all but names. */
export interface MeantReference {
  readonly reference: InvoiceNumber | OrganisationReference;
  /** True where it stands there letter for letter; false where one slip away. */
  readonly exact: boolean;
}

/** Where an invoice number or an organisation's reference begins, in text without spaces: a slip may be in the digits. */
const LOOKS_LIKE_ONE = /LP[0-9OILSBZ]{8}[A-Z]|ORG[0-9OILSBZ]{6}[A-Z]/g;

/**
 * The invoice numbers and organisation references in what a payer typed as a reference: exact ones, and those that one
 * slip (a digit wrong, two exchanged) makes of it. In any case, with spaces or dashes anywhere.
 */
export function referencesMeant(text: string): MeantReference[] {
  const found = [...bareReference(text).matchAll(LOOKS_LIKE_ONE)].map(([match]) => match);
  return found.flatMap((typed): MeantReference[] => {
    const exact = asReference(typed);
    if (exact !== undefined) return [{ reference: exact, exact: true }];
    return suggestReferenceCorrections(typed)
      .map(asReference)
      .filter((reference) => reference !== undefined)
      .map((reference) => ({ reference, exact: false }));
  });
}

function asReference(text: string): MeantReference['reference'] | undefined {
  return InvoiceNumberSchema.safeParse(text).data ?? OrganisationReferenceSchema.safeParse(text).data;
}
