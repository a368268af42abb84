import { z } from 'zod';
import { LocalDateSchema } from '../../../shared/local-date.ts';
import { write } from '../../platform/rows.ts';
import { runSystemChange, type CommandContext } from '../../platform/run-command.ts';

export const BANK_HOLIDAYS_QUEUE = 'billing.bank-holidays';

const TIMEOUT_MS = 10_000;

/** GOV.UK's feed, as far as it is used. */
const Feed = z.object({
  'england-and-wales': z.object({
    events: z.array(z.object({ title: z.string().min(1).max(100), date: LocalDateSchema })).min(1),
  }),
});

/**
 * Takes in the bank holidays that GOV.UK announces. A day that is no longer in the feed, among the years it covers, is
 * none any more. Throws where the feed cannot be had or read, so that the job tries again; what was known stays.
 */
export async function fetchBankHolidays(ctx: CommandContext, url: string): Promise<void> {
  const response = await fetch(url, {
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: { accept: 'application/json' },
  });
  if (!response.ok) throw new Error(`The bank holidays were not given: ${response.status}`);
  const { events } = Feed.parse(await response.json())['england-and-wales'];
  await runSystemChange(ctx, {}, async ({ tx, now }) => {
    const at = now.toISOString();
    await write(
      tx,
      `insert into bank_holiday (day, name, learned_at)
       select date, title, ?::timestamptz from jsonb_to_recordset(?::jsonb) as event (date date, title text)
       on conflict (day) do update set name = excluded.name, learned_at = excluded.learned_at, gone_at = null`,
      [at, JSON.stringify(events)],
    );
    await write(
      tx,
      `update bank_holiday set gone_at = ?::timestamptz where gone_at is null and learned_at < ?::timestamptz
         and extract(year from day) in (select extract(year from day) from bank_holiday where learned_at = ?::timestamptz)`,
      [at, at, at],
    );
  });
}
