import type { Journal } from './journal.ts';
import type { PayClock } from './pay-clock.ts';
import type { Payment } from './payment.ts';
import { settle, type Version } from './settle.ts';

export type PaymentStore = {
  /** Adds a payment, or replaces it by its next version; kept on disk when this returns. */
  save(payment: Payment): void;
  /** The payment as it is now, with everything that time has brought; undefined where there is none. */
  find(id: string): Payment | undefined;
  /** Every payment as it is now, oldest first. */
  all: () => Payment[];
  /** Every payment that existed at `at`, as it was then: what an index that lags still believes. */
  asOf(at: number): Payment[];
};

/** Payments in memory, rebuilt from the journal, with their history since the journal began. */
export function createPaymentStore(journal: Journal, clock: PayClock): PaymentStore {
  const histories = new Map<string, Version[]>();
  const remember = (version: Version): void => {
    const history = histories.get(version.payment.id);
    if (history) history.push(version);
    else histories.set(version.payment.id, [version]);
  };
  const keep = (version: Version): void => {
    journal.append({ kind: 'payment', ...version });
    remember(version);
  };
  for (const entry of journal.earlier) if (entry.kind === 'payment') remember(entry);

  const settled = (history: readonly Version[]): void => {
    const latest = history.at(-1);
    if (latest) for (const version of settle(latest.payment, clock.now())) keep(version);
  };
  const settledHistories = (): Version[][] => {
    const all = [...histories.values()];
    all.forEach(settled);
    return all;
  };
  return {
    save: (payment) => keep({ at: clock.now(), payment }),
    find: (id) => {
      const history = histories.get(id) ?? [];
      settled(history);
      return history.at(-1)?.payment;
    },
    all: () => settledHistories().flatMap((history) => history.at(-1)?.payment ?? []),
    asOf: (at) =>
      settledHistories().flatMap((history) => history.findLast((version) => version.at <= at)?.payment ?? []),
  };
}
