import type { DomainErrorDetails } from '../../shared/domain-errors.ts';
import { formatLondonTime, InstantSchema } from '../../shared/instant.ts';
import { formatPounds, PenceSchema } from '../../shared/money.ts';

/** Reads facts out of a refusal for a sentence. Every reading may be missing, and the sentence must stand without it. */
export interface DetailReader {
  readonly text: (name: string) => string | undefined;
  /** Pence, as '£1,234.50'. */
  readonly pounds: (name: string) => string | undefined;
  /** An instant, as London clock time. */
  readonly time: (name: string) => string | undefined;
}

export function readDetails(details: DomainErrorDetails): DetailReader {
  return {
    text: (name) => {
      const value = details[name];
      return value === undefined || value === '' ? undefined : String(value);
    },
    pounds: (name) => {
      const amount = PenceSchema.safeParse(details[name]);
      return amount.success ? formatPounds(amount.data) : undefined;
    },
    time: (name) => {
      const moment = InstantSchema.safeParse(details[name]);
      return moment.success ? formatLondonTime(moment.data) : undefined;
    },
  };
}
