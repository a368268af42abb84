import { z } from 'zod';

/** What Notify answers to a message it has taken. */
export const NotifyCreated = z.object({ id: z.uuid() });

/** One message as Notify has it. Only what is needed is read: the rest is personal. */
export const NotifyRead = z.object({ id: z.uuid(), status: z.string().regex(/^[a-z-]{1,40}$/) });

/** Messages under one reference. */
export const NotifyFound = z.object({ notifications: z.array(NotifyRead) });

/** Names of errors are Notify's own, such as `BadRequestError`; their messages may quote an address and are not read. */
export const NotifyRefusal = z.object({
  errors: z.array(z.object({ error: z.string().regex(/^[A-Za-z0-9_-]{1,60}$/) })).min(1),
});
