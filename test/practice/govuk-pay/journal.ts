import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { paymentSchema } from './payment.ts';

const instant = z.int();

export const tokenSchema = z.strictObject({
  digest: z.string(),
  paymentId: z.string(),
  mintedAt: instant,
  used: z.boolean(),
});

export const sessionSchema = z.strictObject({
  digest: z.string(),
  paymentIds: z.array(z.string()),
  expiresAt: instant,
});

const entrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('payment'), at: instant, payment: paymentSchema }),
  z.strictObject({ kind: z.literal('token'), at: instant, token: tokenSchema }),
  z.strictObject({ kind: z.literal('session'), at: instant, session: sessionSchema }),
  z.strictObject({ kind: z.literal('clock'), at: instant }),
]);

export type JournalEntry = z.infer<typeof entrySchema>;
export type PageToken = z.infer<typeof tokenSchema>;
export type PageSession = z.infer<typeof sessionSchema>;

export type Journal = {
  /** Everything written before this start, oldest first. */
  readonly earlier: readonly JournalEntry[];
  /** Written when this returns: a kill straight after cannot lose it. */
  append(entry: JournalEntry): void;
};

/**
 * Opens the state file (JSON, one entry a line), creating it and its folder where absent; without a path nothing is
 * kept. A last line that a kill cut short is dropped: its request was never answered. Refuses any other line it
 * cannot read, by number.
 */
export function openJournal(stateFile: string | undefined): Journal {
  if (stateFile === undefined) return { earlier: [], append: () => {} };
  mkdirSync(dirname(stateFile), { recursive: true });
  return {
    earlier: readEntries(stateFile),
    append: (entry) => appendFileSync(stateFile, `${JSON.stringify(entry)}\n`),
  };
}

function readEntries(stateFile: string): JournalEntry[] {
  if (!existsSync(stateFile)) return [];
  const bytes = readFileSync(stateFile);
  const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1);
  if (whole.length < bytes.length) truncateSync(stateFile, whole.length);
  return whole
    .toString('utf8')
    .split('\n')
    .slice(0, -1)
    .map((line, index) => readEntry(line, `${stateFile}, line ${index + 1}`));
}

function readEntry(line: string, where: string): JournalEntry {
  try {
    return entrySchema.parse(JSON.parse(line));
  } catch (cause) {
    throw new Error(`The state file of the GOV.UK Pay stand-in cannot be read: ${where}. Remove it to start afresh.`, {
      cause,
    });
  }
}
