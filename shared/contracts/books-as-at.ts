import { z } from 'zod';
import { OrganisationReferenceSchema } from '../checked-reference.ts';
import { InstantSchema } from '../instant.ts';
import { LocalDateSchema } from '../local-date.ts';
import { PenceSchema } from '../money.ts';
import { LEDGER_ACCOUNTS, SIDES } from './ledger.ts';
import { CommandId, PageInput, pageOf } from './paging.ts';

/** How long after its due day a debt is still unpaid. */
export const DEBT_AGES = ['notDue', 'upTo30', 'upTo60', 'upTo90', 'over90'] as const;
export type DebtAge = (typeof DEBT_AGES)[number];

export const AskBooksAsAt = z.strictObject({ at: InstantSchema });

/** What the ledger said at a moment: by what was recorded by then, whatever day it counts for. */
export const BooksAsAt = z.strictObject({
  at: InstantSchema,
  /** London's day at that moment, from which ages are counted. */
  day: LocalDateSchema,
  journals: z.int(),
  accounts: z.array(
    z.strictObject({
      account: z.enum(LEDGER_ACCOUNTS),
      name: z.string(),
      normalSide: z.enum(SIDES),
      /** On its normal side; below nothing when it stood on the other. */
      balance: PenceSchema,
    }),
  ),
});
export type BooksAsAt = z.infer<typeof BooksAsAt>;

export const ListDebtorsAsAt = z.strictObject({
  ...PageInput,
  at: InstantSchema,
  organisation: OrganisationReferenceSchema.nullable().default(null),
});
export type ListDebtorsAsAt = z.output<typeof ListDebtorsAsAt>;

/** An organisation that owed something, or was in credit, at that moment. The ages add up to what it owed. */
export const DebtorRow = z.strictObject({
  organisation: z.strictObject({ reference: OrganisationReferenceSchema, name: z.string() }),
  owed: PenceSchema,
  credit: PenceSchema,
  ages: z.strictObject({
    notDue: PenceSchema,
    upTo30: PenceSchema,
    upTo60: PenceSchema,
    upTo90: PenceSchema,
    over90: PenceSchema,
  }),
});
export type DebtorRow = z.infer<typeof DebtorRow>;
export const DebtorPage = pageOf(DebtorRow);

export const SaveDebtorsAsAt = z.strictObject({ commandId: CommandId, at: InstantSchema });
export type SaveDebtorsAsAt = z.infer<typeof SaveDebtorsAsAt>;
