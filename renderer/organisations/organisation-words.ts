import type { EditedOrganisation, FieldChange } from '../../shared/contracts/organisations.ts';

/** 'Name, purchase order': what a change is of, as the start of a sentence. */
export function changedWords(changes: readonly FieldChange[]): string {
  const words = changes.map(({ label }) => label.toLowerCase()).join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What an edit came to, in a sentence or two. */
export function editedWords({ applied, waiting }: EditedOrganisation): string {
  if (applied.length + waiting.length === 0) return 'Nothing was different, so nothing is changed.';
  return [
    ...(applied.length === 0 ? [] : [`Changed: ${changedWords(applied)}.`]),
    ...(waiting.length === 0 ? [] : [`Sent for approval, and not so yet: ${changedWords(waiting)}.`]),
  ].join(' ');
}
