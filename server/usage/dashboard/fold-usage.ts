import { setTimeout } from 'node:timers/promises';
import type { Logger } from '../../platform/logger.ts';
import { selectOne } from '../../platform/rows.ts';
import { runSystemChange, type CommandContext } from '../../platform/run-command.ts';

const TICK_MS = 3_000;

/**
 * Counts what intake has noted, by day; answers how many notes there were. One copy of the server does so at a time,
 * and nobody waits for it: intake only adds notes, and readers add up counts and notes.
 */
export async function foldUsage(ctx: CommandContext): Promise<number> {
  const noted = await selectOne<{ waits: boolean }>(
    ctx.em.fork(),
    'select exists (select from usage_new_rows) or exists (select from usage_new_change) as waits',
  );
  if (!noted.waits) return 0;
  let all = 0;
  for (;;) {
    const { folded } = await runSystemChange(ctx, {}, ({ tx }) =>
      selectOne<{ folded: number }>(tx, 'select fold_usage() as folded'),
    );
    if (folded === 0) return all;
    all += folded;
  }
}

export interface UsageCounting {
  /** Ends after the look that is under way. */
  stop(): Promise<void>;
}

/** Counts by day every few seconds for as long as the server runs. */
export function startCountingUsage(ctx: CommandContext, log: Logger): UsageCounting {
  const stopping = new AbortController();
  const running = foldUntil(stopping.signal, ctx, log);
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

async function foldUntil(stopped: AbortSignal, ctx: CommandContext, log: Logger): Promise<void> {
  while (!stopped.aborted) {
    // The database may be away for a moment; what is noted stays noted.
    await foldUsage(ctx).catch((error: unknown) => log.warn({ err: error }, 'Usage could not be counted by day'));
    // An abort ends the pause early; that it rejects is how it says so.
    await setTimeout(TICK_MS, undefined, { signal: stopped }).catch(() => undefined);
  }
}
