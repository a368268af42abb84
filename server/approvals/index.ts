/** Four eyes: what a person asks for, another approves or sends back. Knows no subject; each registers an applier. */
export type { ApprovalApplier } from './approval-applier.ts';
export { createApprovalsRouter } from './approvals.router.ts';
export { approve } from './approve.ts';
export { voidApproval, withdrawApproval } from './end-approval.ts';
export { recordEditor } from './record-editor.ts';
export { requestApproval, type ApprovalRequest } from './request-approval.ts';
export { returnApproval } from './return-approval.ts';
export { subjectHash, type Shown } from './subject-hash.ts';
