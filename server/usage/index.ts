/** Usage: registered LPAs and how they come in, by the feed, by file and by the watched folder. */
export { answerBatch, type BatchAnswer, type EventAnswer } from './answer-batch.ts';
export { receiveBatch, type FeedBatch, type ReceivedBatch } from './receive-batch.ts';
export { USAGE_INVARIANTS } from './usage-invariants.ts';
export { MOST_EVENTS, UsageBatch } from './usage-event.ts';
