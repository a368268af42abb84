import { z } from 'zod';
import { OrganisationReferenceSchema } from '../checked-reference.ts';
import { InstantSchema } from '../instant.ts';
import { CommandId, PageInput, pageOf } from './paging.ts';

export const MESSAGE_STATES = [
  'waiting',
  'sending',
  'unknown',
  'sent',
  'delivered',
  'bounced',
  'not-delivered',
  'failed',
  'refused',
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

export const MESSAGE_CHANNELS = ['email', 'letter'] as const;
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];

/** What was sent along, byte for byte: its id opens it, its SHA-256 proves it. */
export const SentDocument = z.strictObject({
  documentId: z.int(),
  name: z.string(),
  sha256: z.string(),
  byteCount: z.int(),
  pageCount: z.int(),
});
export type SentDocument = z.infer<typeof SentDocument>;

export const MessageRow = z.strictObject({
  messageId: z.int(),
  organisation: z.strictObject({ reference: OrganisationReferenceSchema, name: z.string() }),
  /** What kind of message: `invoice`, or a step of chasing. */
  kind: z.string(),
  /** What it is about, as the audit trail names subjects: `invoice:LP26000123K`. */
  about: z.string(),
  channel: z.enum(MESSAGE_CHANNELS),
  recipient: z.string(),
  subject: z.string(),
  state: z.enum(MESSAGE_STATES),
  stateSince: InstantSchema,
  createdAt: InstantSchema,
  sentAt: InstantSchema.nullable(),
  /** Coded reason, where it did not arrive. */
  failure: z.string().nullable(),
  document: SentDocument.nullable(),
  /** The message this one repeats, and the one that repeats it. */
  resends: z.int().nullable(),
  resentBy: z.int().nullable(),
  askedBy: z.string().nullable(),
});
export type MessageRow = z.infer<typeof MessageRow>;

export const ListMessages = z.strictObject({
  ...PageInput,
  organisation: OrganisationReferenceSchema.nullable().default(null),
  about: z.string().max(80).nullable().default(null),
  /** `problems`: what did not arrive and was not sent again; `under-way`: what is not known to have arrived yet. */
  show: z.enum(['all', 'problems', 'under-way']).default('all'),
});
export type ListMessages = z.infer<typeof ListMessages>;
export const MessagePage = pageOf(MessageRow);

export const GetMessage = z.strictObject({ messageId: z.int().positive() });
export const MessageRecord = MessageRow.extend({ body: z.string() });
export type MessageRecord = z.infer<typeof MessageRecord>;

/** Sends again what was sent, to the address that the organisation has now. */
export const ResendMessage = z.strictObject({ commandId: CommandId, messageId: z.int().positive() });
export type ResendMessage = z.infer<typeof ResendMessage>;
export const ResentMessage = z.strictObject({ messageId: z.int() });
