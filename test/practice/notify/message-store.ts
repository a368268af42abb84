import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { SentMessage } from './sent-message.ts';

/** Messages oldest first, kept in a file (JSON, one a line) where one is named. */
export interface MessageStore {
  all(): readonly SentMessage[];
  find(id: string): SentMessage | undefined;
  /** Written when this returns. */
  add(message: SentMessage): void;
}

export function openMessageStore(stateFile: string | undefined): MessageStore {
  const messages: SentMessage[] = stateFile === undefined ? [] : readEarlier(stateFile);
  return {
    all: () => messages,
    find: (id) => messages.find((message) => message.id === id),
    add: (message) => {
      if (stateFile !== undefined) appendFileSync(stateFile, `${JSON.stringify(message)}\n`);
      messages.push(message);
    },
  };
}

function readEarlier(stateFile: string): SentMessage[] {
  mkdirSync(dirname(stateFile), { recursive: true });
  if (!existsSync(stateFile)) return [];
  return readFileSync(stateFile, 'utf8')
    .split('\n')
    .flatMap((line) => {
      // The last line may have been cut short by a kill; its request was never answered.
      try {
        return [SentMessage.parse(JSON.parse(line))];
      } catch {
        return [];
      }
    });
}
