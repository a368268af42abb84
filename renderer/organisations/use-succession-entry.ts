import { useState } from 'react';
import { containsCardNumber } from '../../shared/card-number-guard.ts';
import { parseOrganisationReference, type OrganisationReference } from '../../shared/checked-reference.ts';
import { LocalDateSchema, type LocalDate } from '../../shared/local-date.ts';
import { CARD_NUMBER_REFUSED } from '../shell/card-number-words.ts';

export interface SuccessionEntry {
  readonly to: string;
  readonly effectiveOn: string;
  readonly reason: string;
}

/** What was typed, once all of it can be read. */
export interface ReadSuccession {
  readonly to: OrganisationReference;
  readonly effectiveOn: LocalDate;
  readonly reason: string;
}

/** Reads the entry, or says what is wrong with its day and its reason; the reference says so itself. */
export function readSuccession(entry: SuccessionEntry): {
  readonly read: ReadSuccession | null;
  readonly day: string | null;
  readonly why: string | null;
} {
  const to = parseOrganisationReference(entry.to);
  const day = LocalDateSchema.safeParse(entry.effectiveOn);
  const reason = entry.reason.trim().replaceAll(/\s+/g, ' ');
  const why = containsCardNumber(reason) ? CARD_NUMBER_REFUSED : reason === '' ? 'Say why.' : null;
  const isRead = to.ok && day.success && why === null;
  return {
    read: isRead ? { to: to.reference, effectiveOn: day.data, reason } : null,
    day: day.success ? null : 'Enter the day from which it holds.',
    why,
  };
}

/** What a form for a merger or a split holds: both name another organisation, a day and a reason. */
export function useSuccessionEntry() {
  const [entry, setEntry] = useState<SuccessionEntry>({ to: '', effectiveOn: '', reason: '' });
  const [wasTried, setTried] = useState(false);
  const result = readSuccession(entry);
  return {
    entry,
    wasTried,
    read: result.read,
    problems: wasTried ? { day: result.day, why: result.why } : { day: null, why: null },
    change: (to: Partial<SuccessionEntry>) => setEntry((before) => ({ ...before, ...to })),
    /** Answers what was read, if all of it can be; from then on what is wrong is shown. */
    tryToRead: (): ReadSuccession | null => {
      setTried(true);
      return result.read;
    },
  };
}
