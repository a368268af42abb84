import type { Permission } from './permissions.ts';

/** What a desk may be told has changed, and who is told: those who may read it. */
export const LIVE_TOPICS = {
  usage: 'usage.read',
} as const satisfies Record<string, Permission>;

export type LiveTopic = keyof typeof LIVE_TOPICS;

/** Every topic's name. */
export const LIVE_TOPIC_NAMES = Object.keys(LIVE_TOPICS) as readonly LiveTopic[];
