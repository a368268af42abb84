import type { RegistrationRow } from '../../shared/contracts/usage.ts';
import { dayColumn, referenceColumn, statusColumn, textColumn } from '../grid/columns.tsx';
import { registrationStatus } from '../ui/status-words.ts';
import { LPA_KIND_WORDS } from '../billing/fee-words.ts';
import { REGISTRATION_CHANNEL_WORDS, REGISTRATION_FEE_WORDS } from './usage-words.ts';

/** The list of registrations, the latest registered first. */
export const registrationColumns = [
  dayColumn<RegistrationRow>({ id: 'registered', title: 'Registered', value: (row) => row.registeredOn }),
  referenceColumn<RegistrationRow>({ id: 'lpa', title: 'LPA', value: (row) => row.lpaReference, width: 160 }),
  textColumn<RegistrationRow>({
    id: 'organisation',
    title: 'Organisation',
    value: (row) => row.organisation.name,
    share: 2,
  }),
  textColumn<RegistrationRow>({
    id: 'fee',
    title: 'Fee',
    value: (row) => REGISTRATION_FEE_WORDS[row.feeKind],
    width: 220,
  }),
  dayColumn<RegistrationRow>({ id: 'received', title: 'Received', value: (row) => row.receivedOn }),
  textColumn<RegistrationRow>({
    id: 'own',
    title: 'Their reference',
    value: (row) => row.ownReference ?? '',
    width: 150,
  }),
  textColumn<RegistrationRow>({
    id: 'channel',
    title: 'Channel',
    value: (row) => REGISTRATION_CHANNEL_WORDS[row.channel],
    width: 90,
  }),
  textColumn<RegistrationRow>({ id: 'kind', title: 'Kind', value: (row) => LPA_KIND_WORDS[row.lpaKind], width: 220 }),
  statusColumn<RegistrationRow>({ id: 'status', title: 'Status', value: registrationStatus, width: 120 }),
];
