import type { DeliveryCounts, RowOutcome, RowRefusal } from '../../shared/contracts/usage.ts';
import { refusalSentence } from './refusal-sentences.ts';
import type { ReceivedBatch } from './receive-batch.ts';

/** What the registration service is told of one event, in the order of its batch. */
export interface EventAnswer {
  /** Null where the event had none that could be read. */
  readonly eventId: string | null;
  readonly outcome: RowOutcome;
  readonly reason?: RowRefusal;
  readonly sentence?: string;
}

export interface BatchAnswer {
  readonly deliveryId: number;
  readonly counts: DeliveryCounts;
  readonly events: readonly EventAnswer[];
}

/** One answer per event: what is not among the results was accepted. */
export function answerBatch({ deliveryId, counts, results, eventIds }: ReceivedBatch): BatchAnswer {
  const byRow = new Map(results.map((result) => [result.row, result]));
  const events = eventIds.map((eventId, index): EventAnswer => {
    const result = byRow.get(index + 1);
    if (result === undefined) return { eventId, outcome: 'accepted' };
    const { outcome, refusal } = result;
    if (refusal === null) return { eventId, outcome };
    return { eventId, outcome, reason: refusal.reason, sentence: refusalSentence(refusal.reason, refusal.facts) };
  });
  return { deliveryId, counts, events };
}
