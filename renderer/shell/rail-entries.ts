import {
  BellRing,
  BookOpenCheck,
  Building2,
  CalendarClock,
  ChartColumn,
  CheckCheck,
  CircleHelp,
  CreditCard,
  FilePenLine,
  FileStack,
  Landmark,
  Mail,
  Mails,
  PhoneCall,
  PhoneOutgoing,
  Scale,
  SearchAlert,
  ScrollText,
  Undo2,
  Users,
  type LucideIcon,
} from 'lucide-react';
import type { Permission } from '../../shared/permissions.ts';

export interface RailEntry {
  readonly to:
    | '/'
    | '/approvals'
    | '/audit'
    | '/bank-transfers'
    | '/bill-runs'
    | '/books-as-at'
    | '/books-check'
    | '/call-backs'
    | '/chasing'
    | '/corrections'
    | '/correspondence'
    | '/fees'
    | '/organisations'
    | '/payments'
    | '/post'
    | '/refunds'
    | '/staff'
    | '/suspense'
    | '/unsettled-money'
    | '/usage';
  readonly title: string;
  readonly icon: LucideIcon;
  readonly permission: Permission;
}

/** The places of the desk, in the order of the day. */
export const RAIL_ENTRIES: readonly RailEntry[] = [
  { to: '/', title: 'Take a call', icon: PhoneCall, permission: 'cardPayment.take' },
  { to: '/call-backs', title: 'Call-backs', icon: PhoneOutgoing, permission: 'callBack.work' },
  { to: '/organisations', title: 'Organisations', icon: Building2, permission: 'organisation.read' },
  { to: '/usage', title: 'Usage', icon: ChartColumn, permission: 'usage.read' },
  { to: '/bill-runs', title: 'Bill runs', icon: FileStack, permission: 'billRun.read' },
  { to: '/corrections', title: 'Corrections', icon: FilePenLine, permission: 'correction.ask' },
  { to: '/payments', title: 'Card payments', icon: CreditCard, permission: 'cardPayment.read' },
  { to: '/post', title: 'Post', icon: Mails, permission: 'receipts.read' },
  { to: '/bank-transfers', title: 'Bank transfers', icon: Landmark, permission: 'receipts.read' },
  { to: '/suspense', title: 'Suspense', icon: CircleHelp, permission: 'suspense.read' },
  { to: '/refunds', title: 'Refunds', icon: Undo2, permission: 'refund.read' },
  { to: '/chasing', title: 'Chasing', icon: BellRing, permission: 'chasing.hold' },
  { to: '/correspondence', title: 'Correspondence', icon: Mail, permission: 'correspondence.read' },
  { to: '/fees', title: 'Fees', icon: Scale, permission: 'fees.read' },
  { to: '/approvals', title: 'Approvals', icon: CheckCheck, permission: 'approvals.read' },
  { to: '/staff', title: 'Staff', icon: Users, permission: 'staff.read' },
  { to: '/audit', title: 'Audit', icon: ScrollText, permission: 'audit.read' },
  { to: '/unsettled-money', title: 'Unsettled money', icon: SearchAlert, permission: 'ledger.read' },
  { to: '/books-as-at', title: 'Books as at', icon: CalendarClock, permission: 'ledger.read' },
  { to: '/books-check', title: 'Books check', icon: BookOpenCheck, permission: 'ledger.check' },
];

/** What these permissions open. */
export function railEntriesFor(permissions: readonly Permission[]): readonly RailEntry[] {
  return RAIL_ENTRIES.filter((entry) => permissions.includes(entry.permission));
}
