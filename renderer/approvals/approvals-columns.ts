import { APPROVAL_KINDS } from '../../shared/approval-kinds.ts';
import type { ApprovalRow } from '../../shared/contracts/approvals.ts';
import { instantColumn, moneyColumn, statusColumn, textColumn } from '../grid/columns.tsx';
import { APPROVAL_WORDS } from '../ui/status-words.ts';
import { readerWords } from './obstacle-words.ts';

const WHAT = [
  textColumn<ApprovalRow>({ id: 'title', title: 'What', value: (row) => row.title, share: 3 }),
  textColumn<ApprovalRow>({ id: 'kind', title: 'Kind', value: (row) => APPROVAL_KINDS[row.kind].called, width: 110 }),
  moneyColumn<ApprovalRow>({ id: 'amount', title: 'Amount', value: (row) => row.amount, zeroAs: 'None' }),
  textColumn<ApprovalRow>({
    id: 'organisation',
    title: 'Organisation',
    value: (row) => row.organisation?.name ?? 'None',
    share: 1,
  }),
];

const ASKED = instantColumn<ApprovalRow>({ id: 'asked', title: 'Asked', value: (row) => row.requestedAt });
const ASKED_BY = textColumn<ApprovalRow>({
  id: 'by',
  title: 'Asked by',
  value: (row) => row.requestedBy,
  width: 160,
});
const STATE = statusColumn<ApprovalRow>({
  id: 'state',
  title: 'State',
  value: (row) => APPROVAL_WORDS[row.state],
  width: 140,
});
const DECIDED = [
  textColumn<ApprovalRow>({
    id: 'decidedBy',
    title: 'Decided by',
    value: ({ decision }) => (decision === null ? '' : (decision.by ?? 'The system')),
    width: 160,
  }),
  textColumn<ApprovalRow>({
    id: 'reason',
    title: 'Reason',
    value: ({ decision }) => decision?.reason ?? '',
    share: 2,
  }),
];

/** What waits: whether it is the reader's to decide comes first. */
export const waitingColumns = [
  statusColumn<ApprovalRow>({
    id: 'reader',
    title: 'For you',
    value: (row) => readerWords(row.obstacle),
    width: 190,
  }),
  ...WHAT,
  ASKED_BY,
  ASKED,
];

export const mineColumns = [STATE, ...WHAT, ASKED, ...DECIDED];

export const endedColumns = [STATE, ...WHAT, ASKED_BY, ASKED, ...DECIDED];
