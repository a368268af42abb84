import { z } from 'zod';
import { OrganisationReferenceSchema } from '../checked-reference.ts';
import { InstantSchema } from '../instant.ts';
import { CommandId, PageInput, pageOf } from './paging.ts';

/** When somebody likes to be rung. */
export const CALL_BACK_TIMES = ['any-time', 'morning', 'midday', 'afternoon'] as const;
export type CallBackTime = (typeof CALL_BACK_TIMES)[number];

/** What became of ringing somebody. */
export const CALL_BACK_OUTCOMES = ['reached', 'no-answer', 'engaged', 'left-message', 'wrong-number'] as const;
export type CallBackOutcome = (typeof CALL_BACK_OUTCOMES)[number];

export const CALL_BACK_ENDS = ['reached', 'not-reached', 'not-wanted'] as const;
export type CallBackEnd = (typeof CALL_BACK_ENDS)[number];

export const CALL_BACK_LISTS = ['open', 'closed'] as const;
export type CallBackList = (typeof CALL_BACK_LISTS)[number];

export const AskForCallBack = z.strictObject({
  commandId: CommandId,
  organisation: OrganisationReferenceSchema,
  /** One of its contacts, or null for its billing contact. */
  contactId: z.int().positive().nullable(),
  bestTime: z.enum(CALL_BACK_TIMES),
  about: z.string().trim().min(1).max(300),
});
export type AskForCallBack = z.infer<typeof AskForCallBack>;

export const RecordCallBackAttempt = z.strictObject({
  commandId: CommandId,
  callBackId: z.int().positive(),
  outcome: z.enum(CALL_BACK_OUTCOMES),
});
export type RecordCallBackAttempt = z.infer<typeof RecordCallBackAttempt>;

export const CloseCallBack = z.strictObject({
  commandId: CommandId,
  callBackId: z.int().positive(),
  reason: z.enum(['not-reached', 'not-wanted']),
});
export type CloseCallBack = z.infer<typeof CloseCallBack>;

export const ChangedCallBack = z.strictObject({ callBackId: z.int() });

export const ListCallBacks = z.strictObject({ ...PageInput, show: z.enum(CALL_BACK_LISTS).default('open') });
export type ListCallBacks = z.infer<typeof ListCallBacks>;
export const GetCallBack = z.strictObject({ callBackId: z.int().positive() });

export const CallBackRow = z.strictObject({
  callBackId: z.int(),
  organisation: z.strictObject({ reference: OrganisationReferenceSchema, name: z.string() }),
  contact: z.strictObject({ name: z.string(), phone: z.string() }),
  bestTime: z.enum(CALL_BACK_TIMES),
  about: z.string(),
  askedAt: InstantSchema,
  attempts: z.int(),
  lastTriedAt: InstantSchema.nullable(),
  lastOutcome: z.enum(CALL_BACK_OUTCOMES).nullable(),
  /** False once the same person was rung today, for whatever call-back. */
  canTryToday: z.boolean(),
  closedAs: z.enum(CALL_BACK_ENDS).nullable(),
});
export type CallBackRow = z.infer<typeof CallBackRow>;
export const CallBackPage = pageOf(CallBackRow);

export const CallBackRecord = CallBackRow.extend({
  askedBy: z.string(),
  tries: z.array(z.strictObject({ at: InstantSchema, by: z.string(), outcome: z.enum(CALL_BACK_OUTCOMES) })),
  closedBy: z.string().nullable(),
});
export type CallBackRecord = z.infer<typeof CallBackRecord>;
