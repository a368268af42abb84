import { z } from 'zod';
import { APPROVAL_KIND_NAMES } from '../approval-kinds.ts';
import { OrganisationReferenceSchema } from '../checked-reference.ts';
import { InstantSchema } from '../instant.ts';
import { PenceSchema } from '../money.ts';
import { CommandId, PageInput, pageOf } from './paging.ts';

/** How long after signing in somebody may approve. An approval is only as good as the certainty of who gives it. */
export const FRESH_SIGN_IN_MINUTES = 5;

export const APPROVAL_STATES = ['pending', 'approved', 'returned', 'withdrawn', 'voided'] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

/**
 * Why the reader may not approve it. `mine`: they asked for it. `edited`: they edited it. `role`: their roles do not
 * decide this kind. The last three leave them free to return it.
 */
export const APPROVAL_OBSTACLES = [
  'decided',
  'mine',
  'edited',
  'role',
  'above-limit',
  'above-day-limit',
  'sign-in-too-old',
] as const;
export type ApprovalObstacle = (typeof APPROVAL_OBSTACLES)[number];

/** A line of what is to be approved, as it was when it was asked for. */
export const SummaryLine = z.strictObject({
  label: z.string().min(1).max(80),
  value: z.string().min(1).max(400),
});
export type SummaryLine = z.infer<typeof SummaryLine>;

/** How an approval ended. `by` is null when the system ended it. */
export const ApprovalDecision = z.strictObject({
  by: z.string().nullable(),
  at: InstantSchema,
  reason: z.string().nullable(),
});

export const ApprovalRow = z.strictObject({
  approvalId: z.int(),
  kind: z.enum(APPROVAL_KIND_NAMES),
  title: z.string(),
  /** What is at stake, pence; 0 where no money is. */
  amount: PenceSchema,
  organisation: z.strictObject({ reference: OrganisationReferenceSchema, name: z.string() }).nullable(),
  requestedBy: z.string(),
  requestedAt: InstantSchema,
  state: z.enum(APPROVAL_STATES),
  obstacle: z.enum(APPROVAL_OBSTACLES).nullable(),
  /** The limit that is in the way, pence; null when none is. */
  limit: PenceSchema.nullable(),
  decision: ApprovalDecision.nullable(),
});
export type ApprovalRow = z.infer<typeof ApprovalRow>;

/** Everything that waits, oldest first. */
export const ApprovalInbox = z.strictObject({
  rows: z.array(ApprovalRow),
  /** How many of them the reader may decide, once freshly signed in. */
  forMe: z.int(),
});

export const GetApproval = z.strictObject({ approvalId: z.int().positive() });
export const ApprovalRecord = ApprovalRow.extend({
  /** Names what was seen; sent back to approve exactly that. */
  subjectHash: z.string(),
  summary: z.array(SummaryLine),
  /** The page's path of the thing itself. */
  link: z.string(),
  editors: z.array(z.string()),
  mayReturn: z.boolean(),
  /** Until when the reader's sign-in counts as fresh. */
  freshUntil: InstantSchema,
});
export type ApprovalRecord = z.infer<typeof ApprovalRecord>;

export const ApproveInput = z.strictObject({
  commandId: CommandId,
  approvalId: z.int().positive(),
  subjectHash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ApproveInput = z.infer<typeof ApproveInput>;

export const ReturnInput = z.strictObject({
  commandId: CommandId,
  approvalId: z.int().positive(),
  reason: z.string().trim().min(1).max(1000),
});
export type ReturnInput = z.infer<typeof ReturnInput>;

export const DecidedApproval = z.strictObject({ approvalId: z.int(), state: z.enum(APPROVAL_STATES) });
export type DecidedApproval = z.infer<typeof DecidedApproval>;

export const ListApprovals = z.strictObject({
  ...PageInput,
  /** `ended`: every approval that is no longer pending. `mine`: every one the reader asked for. */
  show: z.enum(['ended', 'mine']).default('ended'),
});
export const ApprovalPage = pageOf(ApprovalRow);
