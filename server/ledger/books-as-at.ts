import type { BooksAsAt } from '../../shared/contracts/books-as-at.ts';
import type { Instant } from '../../shared/instant.ts';
import { londonDay } from '../../shared/local-date.ts';
import { selectOne, selectRows } from '../platform/rows.ts';
import { answerFor, type AsAtContext } from './answer-for.ts';

/** The balance of every account of the ledger as it was at a moment; the same answer for ever (`answerFor`). */
export async function booksAsAt(ctx: AsAtContext, at: Instant): Promise<BooksAsAt> {
  await answerFor(ctx, at);
  const accounts = await selectRows<BooksAsAt['accounts'][number]>(
    ctx.em,
    `select account.code as account, account.name, account.normal_side as "normalSide",
       coalesce(sum(case when side = normal_side then amount else -amount end), 0)::bigint as balance
     from ledger_account account
     left join (posting join journal on journal.id = posting.journal_id and journal.posted_at <= ?::timestamptz)
       on posting.account = account.code
     group by account.code order by account.normal_side desc, account.name`,
    [at],
  );
  const { journals } = await selectOne<{ journals: number }>(
    ctx.em,
    'select count(*) as journals from journal where posted_at <= ?::timestamptz',
    [at],
  );
  return { at, day: londonDay(new Date(at)), journals, accounts };
}
