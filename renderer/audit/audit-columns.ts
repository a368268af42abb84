import type { AuditRow } from '../../shared/contracts/audit.ts';
import { instantColumn, textColumn } from '../grid/columns.tsx';

/** Who did what, when. The server keeps it newest first. */
export const auditColumns = [
  instantColumn<AuditRow>({ id: 'at', title: 'When', value: (row) => row.at }),
  textColumn<AuditRow>({ id: 'who', title: 'Who', value: (row) => row.who, width: 180 }),
  textColumn<AuditRow>({ id: 'sentence', title: 'What', value: (row) => row.sentence, share: 3 }),
  textColumn<AuditRow>({
    id: 'organisation',
    title: 'Organisation',
    value: (row) => row.organisation?.name ?? '',
    share: 1,
  }),
];
