/** Double entry, append-only: journals, postings, and the balance kept for each organisation. */
export { checkInvariants, LEDGER_INVARIANTS, type Invariant } from './check-invariants.ts';
export { DEBTORS_LIST, debtorsFile } from './save-debtors-as-at.ts';
export { createLedgerRouter } from './ledger.router.ts';
export { lockBalance, type OrganisationBalance } from './organisation-balance.ts';
export type { NewPosting } from './new-posting.ts';
export { postJournal, type JournalKind, type NewJournal } from './post-journal.ts';
export { lockBalances, postJournals } from './post-journals.ts';
