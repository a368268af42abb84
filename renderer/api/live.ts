import { useEffect, useRef, useSyncExternalStore } from 'react';
import { LIVE_TOPIC_NAMES, type LiveTopic } from '../../shared/live-topics.ts';
import { LIVE_RETRY_MS } from '../config.ts';
import { openLiveLine } from './client.ts';

/**
 * One line to the server for the whole page, open while some screen follows a topic. It tells that something changed
 * and never what: the screen asks again by itself, in the background. While the line is down screens poll.
 */
const listeners = new Map<LiveTopic, Set<() => void>>();
const statusListeners = new Set<() => void>();
let line: { readonly unsubscribe: () => void } | undefined;
let retry: ReturnType<typeof setTimeout> | undefined;
let isOpen = false;
let hasBeenDown = false;

function setOpen(next: boolean): void {
  if (next === isOpen) return;
  isOpen = next;
  for (const listener of statusListeners) listener();
}

function tell(topics: readonly LiveTopic[]): void {
  for (const topic of topics) for (const listener of listeners.get(topic) ?? []) listener();
}

function heard(topics: readonly LiveTopic[]): void {
  setOpen(true);
  // The line has just been opened again: what changed meanwhile was told to nobody.
  tell(topics.length === 0 && hasBeenDown ? LIVE_TOPIC_NAMES : topics);
  hasBeenDown = false;
}

function goDown(): void {
  hasBeenDown = true;
  setOpen(false);
}

function open(): void {
  line = openLiveLine({
    onChange: heard,
    onLost: goDown,
    onEnded: () => {
      line = undefined;
      goDown();
      clearTimeout(retry);
      retry = setTimeout(() => {
        if (listeners.size > 0 && line === undefined) open();
      }, LIVE_RETRY_MS);
    },
  });
}

function close(): void {
  clearTimeout(retry);
  line?.unsubscribe();
  line = undefined;
  setOpen(false);
}

function follow(topic: LiveTopic, onChange: () => void): () => void {
  const ofTopic = listeners.get(topic) ?? new Set();
  listeners.set(topic, ofTopic.add(onChange));
  if (line === undefined) open();
  return () => {
    ofTopic.delete(onChange);
    if (ofTopic.size === 0) listeners.delete(topic);
    if (listeners.size === 0) close();
  };
}

function subscribeToStatus(listener: () => void): () => void {
  statusListeners.add(listener);
  return () => statusListeners.delete(listener);
}

/** Calls `onChange` whenever what the topic speaks of has changed, null for none; answers whether the line is open. */
export function useLive(topic: LiveTopic | null, onChange: () => void): boolean {
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(() => (topic === null ? undefined : follow(topic, () => latest.current())), [topic]);
  return useSyncExternalStore(subscribeToStatus, () => isOpen);
}
