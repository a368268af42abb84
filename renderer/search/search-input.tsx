import type { KeyboardEvent, Ref } from 'react';
import { optionId } from './search-results.tsx';

export interface SearchInputProps {
  readonly inputRef: Ref<HTMLInputElement>;
  readonly listId: string;
  readonly shown: boolean;
  /** The hit that Enter opens; null when there is none. */
  readonly active: number | null;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onOpen: (open: boolean) => void;
}

/** The text box of the combobox. It keeps focus; the active hit is told by `aria-activedescendant`. */
export function SearchInput(props: SearchInputProps) {
  const { inputRef, listId, shown, active, text, onText, onKeyDown, onOpen } = props;
  return (
    <input
      ref={inputRef}
      className="search-input"
      role="combobox"
      aria-label="Search by name, reference, invoice, LPA or postcode"
      aria-expanded={shown}
      aria-controls={listId}
      aria-autocomplete="list"
      {...(shown && active !== null && { 'aria-activedescendant': optionId(listId, active) })}
      autoComplete="off"
      spellCheck={false}
      maxLength={100}
      placeholder="Name, reference, invoice, LPA or postcode"
      value={text}
      onChange={(event) => onText(event.target.value)}
      onKeyDown={onKeyDown}
      onFocus={() => onOpen(true)}
      onBlur={() => onOpen(false)}
    />
  );
}
