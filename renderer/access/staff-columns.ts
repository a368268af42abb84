import type { StaffRow } from '../../shared/contracts/access.ts';
import { formatLondonDateTime } from '../../shared/instant.ts';
import { statusColumn, textColumn } from '../grid/columns.tsx';
import { STAFF_WORDS } from '../ui/status-words.ts';
import { roleWords } from './role-words.ts';

function signedIn({ openSessions, lastActiveAt }: StaffRow): string {
  if (openSessions > 0) return openSessions === 1 ? 'Now' : `Now, on ${openSessions} desks`;
  return lastActiveAt === null ? 'Never' : formatLondonDateTime(lastActiveAt);
}

/** Staff: who, what they may do, and whether they are here. */
export const staffColumns = [
  textColumn<StaffRow>({ id: 'name', title: 'Name', value: (row) => row.name, share: 2 }),
  textColumn<StaffRow>({
    id: 'roles',
    title: 'Roles',
    value: (row) => (row.rolesWait ? `${roleWords(row.roles)} (a change waits)` : roleWords(row.roles)),
    share: 3,
  }),
  statusColumn<StaffRow>({ id: 'status', title: 'Status', value: (row) => STAFF_WORDS[row.status], width: 120 }),
  textColumn<StaffRow>({ id: 'signed-in', title: 'Signed in', value: signedIn, width: 170 }),
  textColumn<StaffRow>({ id: 'email', title: 'E-mail', value: (row) => row.email, share: 2 }),
];
