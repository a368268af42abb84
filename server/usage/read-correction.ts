import type { LocalDate } from '../../shared/local-date.ts';
import {
  readChannel,
  readDays,
  readDonorKey,
  readFeeKind,
  readLpaKind,
  readOrganisation,
  readOwnReference,
  refuse,
  type Reading,
} from './read-facts.ts';
import type { CorrectedFacts } from './registration-facts.ts';
import type { CorrectedEvent } from './usage-event.ts';

/**
 * Reads what a correction says. Both days come together or not at all: each correction is then right or wrong by
 * itself, and corrections come to the same end in whatever order they arrive.
 */
export function readCorrection(event: CorrectedEvent, today: LocalDate): Reading<CorrectedFacts> {
  const { facts } = event;
  if (Object.keys(facts).length === 0) return refuse('CHANGE_EMPTY');
  if ((facts.receivedOn === undefined) !== (facts.registeredOn === undefined)) return refuse('DATES_NOT_TOGETHER');
  const says: { -readonly [Fact in keyof CorrectedFacts]: CorrectedFacts[Fact] } = {};
  if (facts.receivedOn !== undefined && facts.registeredOn !== undefined) {
    const days = readDays(facts.receivedOn, facts.registeredOn, today);
    if (!days.ok) return days;
    Object.assign(says, days.value);
  }
  const readings = [
    ['organisation', facts.organisation === undefined ? undefined : readOrganisation(facts.organisation)],
    ['lpaKind', facts.lpaKind === undefined ? undefined : readLpaKind(facts.lpaKind)],
    ['feeKind', facts.feeKind === undefined ? undefined : readFeeKind(facts.feeKind)],
    ['channel', facts.channel === undefined ? undefined : readChannel(facts.channel)],
    ['donorKey', facts.donorKey === undefined ? undefined : readDonorKey(facts.donorKey)],
    ['ownReference', facts.ownReference === undefined ? undefined : readOwnReference(facts.ownReference ?? '')],
  ] as const;
  for (const [fact, reading] of readings) {
    if (reading === undefined) continue;
    if (!reading.ok) return reading;
    Object.assign(says, { [fact]: reading.value });
  }
  return { ok: true, value: says };
}
