import { parseOrganisationReference, type OrganisationReference } from '../../shared/checked-reference.ts';

/** What typed text narrows the audit trail to: nothing typed, one organisation, or not a reference yet. */
export type OrganisationFilter =
  | { readonly kind: 'all' }
  | { readonly kind: 'one'; readonly reference: OrganisationReference }
  | { readonly kind: 'incomplete'; readonly sentence: string };

export function readOrganisationFilter(text: string): OrganisationFilter {
  if (text.trim() === '') return { kind: 'all' };
  const parsed = parseOrganisationReference(text);
  return parsed.ok ? { kind: 'one', reference: parsed.reference } : { kind: 'incomplete', sentence: parsed.sentence };
}
