import type { GridApi } from 'ag-grid-community';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { sayDone } from '../shell/notices.ts';
import type { BillingGridProps } from './billing-grid-props.ts';
import { copiedRows } from './grid-copy.ts';
import { answerGridKey } from './grid-keys.ts';
import { counted } from './selection-bar.tsx';

/** Whether a key pressed there is the row's to answer, and not a link's or a heading's. */
function isOnRow(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('[role=gridcell]') !== null &&
    target.closest('a, button, input') === null
  );
}

/** The desk's keys and copying, heard before AG Grid hears them. */
export function useGridKeys<Row>(props: BillingGridProps<Row>, api: GridApi<Row> | null) {
  const { noun, onOpen, onPeek, isPeeking = false, selection } = props;
  return {
    onKeyDownCapture: (event: KeyboardEvent) => {
      if (api === null || !isOnRow(event.target)) return;
      const actions = { open: onOpen, peek: onPeek, isPeeking, selects: selection !== undefined };
      if (!answerGridKey(event, api, actions)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    onCopy: (event: ClipboardEvent) => {
      if (api === null || window.getSelection()?.isCollapsed === false) return;
      const copied = copiedRows(api);
      if (copied === null) return;
      event.clipboardData.setData('text/plain', copied.text);
      event.preventDefault();
      sayDone(`Copied ${counted(copied.rows, noun)} with column titles.`);
    },
  };
}
