/** Usage: registered LPAs and how they come in, by the feed, by file and by the watched folder. */
export { raiseAlerts, USAGE_ALERTS_QUEUE } from './alerts/raise-alerts.ts';
export { answerBatch, type BatchAnswer, type EventAnswer } from './answer-batch.ts';
export { foldUsage, startCountingUsage, type UsageCounting } from './dashboard/fold-usage.ts';
export { USAGE_INTAKE_QUEUE } from './deliver-file.ts';
export { createDeliveryReader, type DeliveryReader } from './delivery-reader.ts';
export { REGISTRATIONS_LIST, registrationsFile } from './export-registrations.ts';
export { discardAbandonedFiles, keepFilePart } from './file-parts.ts';
export { moveRegistrations, type MoveRegistrations } from './move-registrations.ts';
export { openOriginal } from './open-original.ts';
export { receiveBatch, type FeedBatch, type ReceivedBatch } from './receive-batch.ts';
export { MOST_EVENTS, UsageBatch } from './usage-event.ts';
export { USAGE_INVARIANTS } from './usage-invariants.ts';
export { createUsageRouter } from './usage.router.ts';
export { lookIntoFolder, USAGE_FOLDER_QUEUE } from './watch-folder.ts';
