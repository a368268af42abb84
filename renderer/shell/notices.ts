import { useSyncExternalStore } from 'react';

/** What was done, said once. */
export interface Notice {
  readonly id: number;
  readonly sentence: string;
  /** `failure` is read out at once; `done` when there is a pause. */
  readonly kind: 'done' | 'failure';
  /** Takes it back, where that is possible. */
  readonly undo?: () => void;
}

const AT_MOST = 3;

let notices: readonly Notice[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function setNotices(next: readonly Notice[]): void {
  notices = next;
  for (const listener of listeners) listener();
}

/** Says at the bottom left that something was done, with undo where it can be undone. */
export function sayDone(sentence: string, undo?: () => void): void {
  lastId += 1;
  const notice: Notice = { id: lastId, sentence, kind: 'done', ...(undo !== undefined && { undo }) };
  setNotices([...notices, notice].slice(-AT_MOST));
}

/** Says that something failed, for what has no place of its own on the screen. It stays until dismissed. */
export function sayFailed(sentence: string): void {
  lastId += 1;
  setNotices([...notices, { id: lastId, sentence, kind: 'failure' as const }].slice(-AT_MOST));
}

export function dismissNotice(id: number): void {
  setNotices(notices.filter((notice) => notice.id !== id));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function currentNotices(): readonly Notice[] {
  return notices;
}

export function useNotices(): readonly Notice[] {
  return useSyncExternalStore(subscribe, currentNotices);
}
