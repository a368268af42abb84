import type { DeliveryRow } from '../../shared/contracts/usage.ts';
import { countColumn, instantColumn, statusColumn, textColumn } from '../grid/columns.tsx';
import { DELIVERY_WORDS } from '../ui/status-words.ts';
import { DELIVERY_CHANNEL_WORDS } from './usage-words.ts';

/** The list of deliveries, newest first: what came, from where, and what its rows came to. */
export const deliveryColumns = [
  instantColumn<DeliveryRow>({ id: 'received', title: 'Received', value: (row) => row.receivedAt }),
  textColumn<DeliveryRow>({ id: 'name', title: 'Name', value: (row) => row.name, share: 2 }),
  statusColumn<DeliveryRow>({ id: 'state', title: 'State', value: (row) => DELIVERY_WORDS[row.state], width: 130 }),
  countColumn<DeliveryRow>({ id: 'rows', title: 'Rows', value: (row) => row.rowCount }),
  countColumn<DeliveryRow>({ id: 'accepted', title: 'Accepted', value: (row) => row.counts.accepted }),
  countColumn<DeliveryRow>({
    id: 'known',
    title: 'Known already',
    value: (row) => row.counts.duplicate,
    width: 125,
  }),
  countColumn<DeliveryRow>({ id: 'refused', title: 'Refused', value: (row) => row.counts.refused }),
  countColumn<DeliveryRow>({
    id: 'changes',
    title: 'Changes',
    value: ({ counts }) => counts.corrected + counts.withdrawn + counts.waiting,
  }),
  textColumn<DeliveryRow>({
    id: 'channel',
    title: 'Came by',
    value: (row) => DELIVERY_CHANNEL_WORDS[row.channel],
    width: 160,
  }),
  textColumn<DeliveryRow>({ id: 'by', title: 'From', value: (row) => row.by, width: 170 }),
];
