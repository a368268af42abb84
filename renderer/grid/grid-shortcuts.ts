import type { Shortcut } from '../shell/shortcuts.ts';

function listed(keys: string, label: string): Shortcut {
  return { keys, label, run: () => undefined, listedOnly: true };
}

const MOVE = listed('ArrowDown', 'Move in the list; all arrows, Home, End, Page Up and Page Down work');
const OPEN = listed('Enter', 'Open the row');
const PEEK = listed(' ', 'Show the row beside the list; again to close');
const SORT = listed('s', 'Sort by this column; again to turn round');
const SELECT = listed('x', 'Select the row');
const COPY = listed('Ctrl+C', 'Copy the selected rows, or this one, with column titles');

/** The keys that a grid answers itself, for the list under `?`. */
export function gridShortcuts(can: { readonly open: boolean; readonly peek: boolean; readonly select: boolean }) {
  return [MOVE, ...(can.open ? [OPEN] : []), ...(can.peek ? [PEEK] : []), SORT, ...(can.select ? [SELECT] : []), COPY];
}
