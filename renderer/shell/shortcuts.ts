import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { makeSwitch } from '../stored-preference.ts';
import { isSingleKey, isTypedInto, keysOf, type Keys } from './shortcut-keys.ts';

export interface Shortcut {
  readonly keys: Keys;
  /** What it does, for the list under `?`. */
  readonly label: string;
  readonly run: () => void;
  /** Listed under `?` only: the part of the page that has focus answers the key itself. */
  readonly listedOnly?: boolean;
}

/** Single keys (`/`, `?`, s, x) can be turned off: voice control and screen readers may press them by accident. */
export const singleKeys = makeSwitch('single-keys', 'on');

type Layer = { shortcuts: readonly Shortcut[] };

let layers: readonly Layer[] = [];
const listeners = new Set<() => void>();

function setLayers(next: readonly Layer[]): void {
  layers = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function currentLayers(): readonly Layer[] {
  return layers;
}

/** Keys that hold while the component is on screen. The newest component's meaning of a key wins. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const layer = useRef<Layer>({ shortcuts });
  useLayoutEffect(() => {
    layer.current.shortcuts = shortcuts;
  });
  // Before the screen shows: a key pressed at once is heard.
  useLayoutEffect(() => {
    const mine = layer.current;
    setLayers([...layers, mine]);
    return () => setLayers(layers.filter((other) => other !== mine));
  }, []);
}

/** Every shortcut of this place, newest part first, each key once. */
export function useShortcutList(): readonly Shortcut[] {
  const current = useSyncExternalStore(subscribe, currentLayers);
  const byKeys = new Map<Keys, Shortcut>();
  for (const shortcut of current.toReversed().flatMap((layer) => layer.shortcuts)) {
    if (!byKeys.has(shortcut.keys)) byKeys.set(shortcut.keys, shortcut);
  }
  return [...byKeys.values()];
}

function find(keys: Keys): Shortcut | undefined {
  for (const layer of layers.toReversed()) {
    const found = layer.shortcuts.find((shortcut) => shortcut.keys === keys && shortcut.listedOnly !== true);
    if (found !== undefined) return found;
  }
  return undefined;
}

function answer(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || document.querySelector('.dialog-shade') !== null) return;
  const keys = keysOf(event);
  if (isSingleKey(keys) && (singleKeys.get() === 'off' || isTypedInto(event.target))) return;
  const shortcut = find(keys);
  if (shortcut === undefined) return;
  event.preventDefault();
  shortcut.run();
}

/** Before whatever has focus, since a button would take Ctrl+Enter for a press of its own. Held down, it counts once. */
function answerPrimary(event: KeyboardEvent): void {
  if (keysOf(event) !== 'Ctrl+Enter') return;
  if (event.repeat) event.preventDefault();
  else answer(event);
  if (event.defaultPrevented) event.stopPropagation();
}

/** Starts listening; once, at the top of the page. */
export function useShortcutListener(): void {
  useEffect(() => {
    window.addEventListener('keydown', answerPrimary, { capture: true });
    window.addEventListener('keydown', answer);
    return () => {
      window.removeEventListener('keydown', answerPrimary, { capture: true });
      window.removeEventListener('keydown', answer);
    };
  }, []);
}
