/** What is kept of each list that was saved as a file. */
export interface SavedListAuditFacts {
  'ledger.debtors-saved': { readonly at: string };
  'usage.list-saved': { readonly only: string | null };
}

/** Kind → its sentence. */
export const SAVED_LIST_SENTENCES: {
  readonly [Kind in keyof SavedListAuditFacts]: (facts: SavedListAuditFacts[Kind]) => string;
} = {
  'ledger.debtors-saved': ({ at }) => `Saved the debtors as at ${at} as a file`,
  'usage.list-saved': ({ only }) =>
    `Saved a list of registrations as a file${only === null ? '' : `: those of ${only}`}`,
};
