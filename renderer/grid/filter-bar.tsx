import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { CARD_NUMBER_REFUSED } from '../shell/card-number-words.ts';
import { useShortcuts } from '../shell/shortcuts.ts';
import { FilterBox } from './filter-box.tsx';
import { useFilterText } from './use-filter-text.ts';
import './filter-bar.css';

export interface FilterBarProps {
  /** What typing narrows by: 'Name, reference or postcode'. */
  readonly label: string;
  readonly text: string;
  /** Given what is typed once typing pauses; never text that holds a card number. */
  readonly onText: (text: string) => void;
  /** Further filters. */
  readonly children?: ReactNode;
}

/** Above a list: a box to type in (`/`), and choices. Esc empties it, Enter and the down arrow go to the rows. */
export function FilterBar({ label, text, onText, children }: FilterBarProps) {
  const input = useRef<HTMLInputElement>(null);
  const { typed, isCard, type } = useFilterText(text, onText);
  useShortcuts([{ keys: '/', label: 'Filter this list', run: () => input.current?.focus() }]);

  function toRows() {
    const list = input.current?.closest('.split-list, .screen');
    list?.querySelector<HTMLElement>('[role=gridcell]')?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape' && typed !== '') {
      event.preventDefault();
      type('');
    } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault();
      toRows();
    }
  }

  return (
    <div className="filter-bar">
      <FilterBox label={label} typed={typed} onType={type} inputRef={input} onKeyDown={onKeyDown} />
      {children}
      <p role="alert" className="filter-refused">
        {isCard ? CARD_NUMBER_REFUSED : ''}
      </p>
    </div>
  );
}
