import type { LocalDate } from '../../shared/local-date.ts';
import {
  readChannel,
  readDays,
  readDonorKey,
  readFeeKind,
  readLpaKind,
  readLpaReference,
  readOrganisation,
  readOwnReference,
  type Reading,
} from './read-facts.ts';
import type { RegistrationFacts } from './registration-facts.ts';

/** One registration as texts, however they came: a row of a file or an event of the feed. */
export interface GivenRegistration {
  readonly lpaReference: string;
  readonly organisation: string;
  readonly lpaKind: string;
  readonly receivedOn: string;
  readonly registeredOn: string;
  readonly feeKind: string;
  readonly channel: string;
  readonly donorKey: string;
  readonly ownReference: string;
}

/** Reads what is said of one registration; the first fault refuses it. `today` is London's day. */
export function readRegistration(given: GivenRegistration, today: LocalDate): Reading<RegistrationFacts> {
  const lpaReference = readLpaReference(given.lpaReference);
  if (!lpaReference.ok) return lpaReference;
  const organisation = readOrganisation(given.organisation);
  if (!organisation.ok) return organisation;
  const lpaKind = readLpaKind(given.lpaKind);
  if (!lpaKind.ok) return lpaKind;
  const days = readDays(given.receivedOn, given.registeredOn, today);
  if (!days.ok) return days;
  const feeKind = readFeeKind(given.feeKind);
  if (!feeKind.ok) return feeKind;
  const channel = readChannel(given.channel);
  if (!channel.ok) return channel;
  const donorKey = readDonorKey(given.donorKey);
  if (!donorKey.ok) return donorKey;
  const ownReference = readOwnReference(given.ownReference);
  if (!ownReference.ok) return ownReference;
  return {
    ok: true,
    value: {
      lpaReference: lpaReference.value,
      organisation: organisation.value,
      lpaKind: lpaKind.value,
      receivedOn: days.value.receivedOn,
      registeredOn: days.value.registeredOn,
      feeKind: feeKind.value,
      channel: channel.value,
      donorKey: donorKey.value,
      ownReference: ownReference.value,
    },
  };
}
