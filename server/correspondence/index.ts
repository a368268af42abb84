/** What leaves the house: messages to organisations, the documents that go with them, and what became of each. Knows no invoice. */
export type { CorrespondenceDeps } from './correspondence-deps.ts';
export { createCorrespondenceRouter } from './correspondence.router.ts';
export { FOLLOW_MESSAGES_QUEUE, followMessages } from './follow-up.ts';
export { createNotifyClient, type NotifyClient, type NotifyOutcome } from './govuk-notify/client.ts';
export { keepDocument, type NewDocument } from './keep-document.ts';
export { openDocument } from './open-document.ts';
export { queueMessage, SEND_MESSAGES_QUEUE, wakeSender, type NewMessage } from './queue-message.ts';
export { sendMessages } from './send-messages.ts';
