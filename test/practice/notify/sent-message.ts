import { z } from 'zod';

/** A message as the stand-in keeps it. */
export const SentMessage = z.strictObject({
  id: z.uuid(),
  type: z.enum(['email', 'letter']),
  reference: z.string().nullable(),
  createdAt: z.int(),
  /** E-mail address; of a letter nothing is known but its PDF. */
  to: z.string().nullable(),
  subject: z.string(),
  body: z.string(),
  file: z.strictObject({ name: z.string(), base64: z.string() }).nullable(),
  /** How it will end, decided when it is taken. */
  ending: z.string(),
});
export type SentMessage = z.infer<typeof SentMessage>;

/** How long things take on the stand-in's clock, in milliseconds. */
export interface Pace {
  readonly emailMs: number;
  readonly letterMs: number;
}

/** Where a message stands at a moment: on its way first, then its ending. */
export function statusAt(message: SentMessage, now: number, pace: Pace): string {
  const age = now - message.createdAt;
  if (message.type === 'email') {
    if (age >= pace.emailMs) return message.ending;
    return age >= pace.emailMs / 5 ? 'sending' : 'created';
  }
  if (age >= pace.letterMs) return message.ending;
  return age >= pace.letterMs / 5 ? 'accepted' : 'pending-virus-check';
}
