import { z } from 'zod';
import { LIVE_TOPIC_NAMES } from '../live-topics.ts';

export const FollowChanges = z.strictObject({});

/** Which topics have changed since the last message; none in the first, which says that the line is open. */
export const LiveChange = z.strictObject({ topics: z.array(z.enum(LIVE_TOPIC_NAMES)) });
export type LiveChange = z.infer<typeof LiveChange>;

/** Messages as they come, for as long as the session lasts. */
export const LiveChanges = z.custom<AsyncIterable<LiveChange>>(
  (value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value,
);
