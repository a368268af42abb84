import { Building2, CreditCard, FileText, ReceiptText, ScrollText, type LucideIcon } from 'lucide-react';
import { useEffect } from 'react';
import type { SearchHit } from '../../shared/contracts/reports.ts';
import { formatPounds } from '../../shared/money.ts';
import { CARD_NUMBER_REFUSED } from '../shell/card-number-words.ts';
import { Spoken } from '../ui/spoken.tsx';
import { GROUP, LIST, optionRole } from './combobox-roles.ts';
import type { Search } from './use-search.ts';

const ICONS: Readonly<Record<SearchHit['kind'], LucideIcon>> = {
  organisation: Building2,
  invoice: FileText,
  lpa: ScrollText,
  'credit-note': ReceiptText,
  payment: CreditCard,
};

export function optionId(listId: string, position: number): string {
  return `${listId}-${position}`;
}

interface HitProps {
  readonly hit: SearchHit;
  readonly id: string;
  readonly isActive: boolean;
  readonly onChoose: (hit: SearchHit) => void;
}

function Hit({ hit, id, isActive, onChoose }: HitProps) {
  const Icon = ICONS[hit.kind];
  return (
    // The combobox keeps focus; a press must not take it.
    <button
      type="button"
      id={id}
      {...optionRole(isActive)}
      className="hit"
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChoose(hit)}
    >
      <Icon aria-hidden="true" className="hit-icon" />
      <span className="hit-words">
        <span className="hit-title">{hit.title}</span>
        <span className="hit-subtitle">{hit.subtitle}</span>
      </span>
      {hit.outstanding !== null && (
        <span className="hit-amount figures">
          {hit.outstanding > 0 ? `${formatPounds(hit.outstanding)} to pay` : 'Nothing to pay'}
        </span>
      )}
    </button>
  );
}

function remarkClass(remark: string | null): string {
  if (remark === null) return 'visually-hidden';
  return remark === CARD_NUMBER_REFUSED ? 'hits-remark hits-refused' : 'hits-remark';
}

export interface SearchResultsProps {
  readonly listId: string;
  readonly shown: boolean;
  readonly search: Search;
  readonly active: number;
  readonly onChoose: (hit: SearchHit) => void;
}

/** What was found, by kind, with what is still to pay. */
export function SearchResults({ listId, shown, search, active, onChoose }: SearchResultsProps) {
  useEffect(() => {
    document.getElementById(optionId(listId, active))?.scrollIntoView({ block: 'nearest' });
  }, [listId, active]);
  return (
    <div className="hits" hidden={!shown}>
      <Spoken className={remarkClass(search.remark)}>
        {search.remark ?? (search.settled && shown ? `${search.hits.length} found` : '')}
      </Spoken>
      <div id={listId} {...LIST} className="hit-list">
        {search.groups.map((group) => (
          <div key={group.kind} {...GROUP} aria-label={group.title}>
            <div className="hit-kind" aria-hidden="true">
              {group.title}
            </div>
            {group.hits.map(({ hit, position }) => (
              <Hit
                key={position}
                hit={hit}
                id={optionId(listId, position)}
                isActive={position === active}
                onChoose={onChoose}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
