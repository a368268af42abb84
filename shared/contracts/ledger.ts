import { z } from 'zod';
import { OrganisationReferenceSchema } from '../checked-reference.ts';
import { InstantSchema } from '../instant.ts';
import { LocalDateSchema } from '../local-date.ts';
import { PenceSchema } from '../money.ts';
import { PageInput, pageOf } from './paging.ts';

export const LEDGER_ACCOUNTS = [
  'receivable',
  'credit-on-account',
  'fee-income',
  'card-clearing',
  'bank-clearing',
  'cheques-in-hand',
  'suspense',
  'refunds-payable',
  'bad-debts',
] as const;
export type LedgerAccount = (typeof LEDGER_ACCOUNTS)[number];

export const SIDES = ['debit', 'credit'] as const;
export type Side = (typeof SIDES)[number];

export const ListJournals = z.strictObject({ ...PageInput, organisation: OrganisationReferenceSchema });
export const JournalRow = z.strictObject({
  journalId: z.int(),
  accountingDay: LocalDateSchema,
  postedAt: InstantSchema,
  description: z.string(),
  reversesJournalId: z.int().nullable(),
  postings: z.array(z.strictObject({ account: z.enum(LEDGER_ACCOUNTS), side: z.enum(SIDES), amount: PenceSchema })),
  /** Owed after this journal: receivable less credit on account. May be below zero when in credit. */
  balanceAfter: PenceSchema,
});
export type JournalRow = z.infer<typeof JournalRow>;
export const JournalPage = pageOf(JournalRow);

/** One invariant of the books, how many rows break it, and up to five of them in words. */
export const InvariantResult = z.strictObject({
  code: z.string(),
  says: z.string(),
  violations: z.int(),
  examples: z.array(z.string()),
});
export type InvariantResult = z.infer<typeof InvariantResult>;
export const InvariantReport = z.array(InvariantResult);
