import type { ApiKey } from './authenticate.ts';
import type { MessageStore } from './message-store.ts';
import type { Pace } from './sent-message.ts';

/** What the stand-in's parts share. */
export interface NotifyContext {
  readonly url: string;
  readonly key: ApiKey;
  readonly store: MessageStore;
  readonly pace: Pace;
  /** Template id → what its text has a place for. */
  readonly templates: ReadonlyMap<string, readonly string[]>;
  /** Milliseconds since 1970 on the stand-in's clock. */
  readonly now: () => number;
}
