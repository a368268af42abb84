import { describe, expect, test } from 'vitest';
import { isSingleKey, keysOf } from '../../../renderer/shell/shortcut-keys.ts';

function pressed(
  key: string,
  held: { ctrlKey?: boolean; altKey?: boolean; shiftKey?: boolean; metaKey?: boolean } = {},
) {
  return { key, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...held };
}

describe('keysOf', () => {
  test.each([
    [pressed('k', { ctrlKey: true }), 'Ctrl+K'],
    [pressed('k', { metaKey: true }), 'Ctrl+K'],
    [pressed('?', { shiftKey: true }), '?'],
    [pressed('/'), '/'],
    [pressed('s'), 's'],
    [pressed('S', { shiftKey: true }), 'S'],
    [pressed('Enter', { ctrlKey: true }), 'Ctrl+Enter'],
    [pressed('Enter', { shiftKey: true }), 'Shift+Enter'],
    [pressed('Escape'), 'Escape'],
  ])('%o is %s', (event, keys) => {
    expect(keysOf(event)).toBe(keys);
  });

  test('only keys that print one character can be turned off', () => {
    expect(['/', '?', 's', 'x'].every(isSingleKey)).toBe(true);
    expect(['Ctrl+K', 'Escape', 'Enter'].some(isSingleKey)).toBe(false);
  });
});
