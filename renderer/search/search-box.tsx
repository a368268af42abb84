import { useNavigate } from '@tanstack/react-router';
import { Search as SearchIcon } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import type { SearchHit } from '../../shared/contracts/reports.ts';
import { linkOf } from './hit-link.ts';
import { SearchInput } from './search-input.tsx';
import { SearchResults } from './search-results.tsx';
import { useSearchFocus } from './use-search-focus.ts';
import { useSearchKeys } from './use-search-keys.ts';
import { useSearch } from './use-search.ts';
import './search-box.css';

/** The one search: name, reference, invoice, LPA, postcode. Ctrl+K, type, Enter; Esc goes back to where you were. */
export function SearchBox() {
  const navigate = useNavigate();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const giveBackFocus = useSearchFocus(input);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const search = useSearch(text);
  const shown = open && text.trim() !== '';

  function go(hit: SearchHit) {
    setText('');
    input.current?.blur();
    void navigate(linkOf(hit.target));
  }
  const keys = useSearchKeys(search, go, () => (text === '' ? giveBackFocus() : setText('')));

  return (
    <search className="search">
      <SearchIcon aria-hidden="true" className="search-icon" />
      <SearchInput
        inputRef={input}
        listId={listId}
        shown={shown}
        active={search.hits.length > 0 ? keys.active : null}
        text={text}
        onText={(next) => {
          setText(next);
          setOpen(true);
          keys.restart();
        }}
        onKeyDown={keys.onKeyDown}
        onOpen={setOpen}
      />
      <kbd aria-hidden="true">Ctrl K</kbd>
      <SearchResults listId={listId} shown={shown} search={search} active={keys.active} onChoose={go} />
    </search>
  );
}
