import { Search } from 'lucide-react';
import type { KeyboardEvent, Ref } from 'react';

export interface FilterBoxProps {
  readonly label: string;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly inputRef: Ref<HTMLInputElement>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The box itself, with its magnifying glass and its key. */
export function FilterBox({ label, typed, onType, inputRef, onKeyDown }: FilterBoxProps) {
  return (
    <div className="filter-box">
      <Search aria-hidden="true" />
      <input
        ref={inputRef}
        type="text"
        aria-label={`Filter by ${label.charAt(0).toLowerCase()}${label.slice(1)}`}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        value={typed}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <kbd aria-hidden="true">/</kbd>
    </div>
  );
}
