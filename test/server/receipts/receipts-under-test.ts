import { randomUUID } from 'node:crypto';
import type { StaffActor } from '../../../server/platform/actor.ts';
import type { InvoiceNumber, OrganisationReference } from '../../../shared/checked-reference.ts';
import type { MeantFor, RecordedInstrument } from '../../../shared/contracts/receipts.ts';
import { localDate } from '../../../shared/local-date.ts';
import { pence } from '../../../shared/money.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { desk } from '../http/desk.ts';

export const TODAY = localDate('2026-11-24');

/** A post room on real books: somebody of finance at a desk, and organisations that owe. */
export interface ReceiptsUnderTest {
  readonly books: Books;
  readonly clerk: StaffActor;
  readonly desk: () => ReturnType<typeof desk>;
  owing(...amounts: number[]): Promise<Debtor>;
  cheque(amount: number, meantFor: readonly Partial<MeantFor>[], over?: object): Promise<RecordedInstrument>;
  balanceOf(organisation: OrganisationReference): Promise<{ receivable: number; credit: number } | undefined>;
  /** What an account holds on its normal side, pence. */
  held(account: string): Promise<number>;
}

export interface Debtor {
  readonly organisation: OrganisationReference;
  readonly number: InvoiceNumber;
}

export async function openReceipts(): Promise<ReceiptsUnderTest> {
  const books = await openBooks();
  const clerk = await books.staff('finance');
  let nextNumber = 1;
  return {
    books,
    clerk,
    desk: () => desk(books, clerk),
    owing: async (...amounts) => {
      const organisation = await books.organisation();
      return { organisation, number: (await books.invoice(organisation, ...amounts)).number };
    },
    cheque: (amount, meantFor, over = {}) =>
      desk(books, clerk).receipts.recordInstrument({
        ...{ commandId: randomUUID(), kind: 'cheque', payer: 'Harrow & Pike', amount: pence(amount) },
        ...{ number: String(nextNumber++).padStart(6, '0'), receivedOn: TODAY },
        meantFor: meantFor as MeantFor[],
        ...over,
      }),
    balanceOf: async (organisation) => {
      const [row] = await books.rows<{ receivable: number; credit: number }>(
        `select receivable, credit from organisation_balance join organisation on id = organisation_id
         where reference = ?`,
        [organisation],
      );
      return row;
    },
    held: async (account) => {
      const [row] = await books.rows<{ sum: number }>(
        `select coalesce(sum(case side when normal_side then amount else -amount end), 0)::bigint as sum
         from posting join ledger_account on code = account where account = ?`,
        [account],
      );
      return row?.sum ?? 0;
    },
  };
}

/** A file as the page sends it. */
export function attached(text: string | Buffer, name = 'advice.csv'): { name: string; bytes: string } {
  return { name, bytes: Buffer.from(text).toString('base64') };
}

/** How many of these came to what, by the code of their refusal. */
export async function outcomesOf(attempts: readonly Promise<unknown>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const outcome of await Promise.allSettled(attempts)) {
    const reason: unknown = outcome.status === 'rejected' ? outcome.reason : undefined;
    const word = outcome.status === 'fulfilled' ? 'done' : reason instanceof Error ? reason.message : 'unknown';
    counts[word] = (counts[word] ?? 0) + 1;
  }
  return counts;
}
