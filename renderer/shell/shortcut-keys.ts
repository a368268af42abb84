/** A key by name, as shown to people: 'Ctrl+K', '/', '?', 'Escape', 'Alt+ArrowLeft'. */
export type Keys = string;

/** The part of a keyboard event that says what was pressed. */
export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** The name of what was pressed. Shift is named only with keys that print nothing, since '?' already needs it. */
export function keysOf(pressed: Pressed): Keys {
  const withControl = pressed.ctrlKey || pressed.metaKey;
  const prints = pressed.key.length === 1;
  const parts = [
    withControl ? 'Ctrl' : '',
    pressed.altKey ? 'Alt' : '',
    pressed.shiftKey && !prints ? 'Shift' : '',
    prints && (withControl || pressed.altKey) ? pressed.key.toUpperCase() : pressed.key,
  ];
  return parts.filter((part) => part !== '').join('+');
}

/** Whether the shortcut is one printing character: what WCAG 2.1.4 wants to be possible to turn off. */
export function isSingleKey(keys: Keys): boolean {
  return keys.length === 1;
}

/** Whether typing into `target` means text, so that single keys are left alone. */
export function isTypedInto(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select');
}
