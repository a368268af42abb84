import type { MessageRow } from '../../shared/contracts/correspondence.ts';
import { instantColumn, statusColumn, textColumn } from '../grid/columns.tsx';
import { MESSAGE_WORDS } from '../ui/status-words.ts';
import { CHANNEL_WORDS } from './correspondence-words.ts';

/** The list of what was sent, newest first. */
export const messageColumns = [
  instantColumn<MessageRow>({ id: 'created', title: 'Written', value: (row) => row.createdAt }),
  textColumn<MessageRow>({ id: 'organisation', title: 'To', value: (row) => row.organisation.name, share: 2 }),
  textColumn<MessageRow>({ id: 'subject', title: 'What', value: (row) => row.subject, share: 3 }),
  textColumn<MessageRow>({ id: 'channel', title: 'By', value: (row) => CHANNEL_WORDS[row.channel], width: 90 }),
  textColumn<MessageRow>({
    id: 'recipient',
    title: 'Address',
    value: (row) => row.recipient.replaceAll('\n', ', '),
    share: 2,
  }),
  statusColumn<MessageRow>({ id: 'state', title: 'State', value: (row) => MESSAGE_WORDS[row.state], width: 170 }),
  instantColumn<MessageRow>({ id: 'since', title: 'Since', value: (row) => row.stateSince }),
];
