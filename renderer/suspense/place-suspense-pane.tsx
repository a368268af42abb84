import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { parseOrganisationReference, type OrganisationReference } from '../../shared/checked-reference.ts';
import type { SuspenseRow } from '../../shared/contracts/suspense.ts';
import { formatLocalDate } from '../../shared/local-date.ts';
import { formatPounds } from '../../shared/money.ts';
import { RECEIPT_CHANNEL_WORDS } from '../../shared/receipt-channels.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { OtherOrganisationField } from '../organisations/other-organisation-field.tsx';
import { sayDone } from '../shell/notices.ts';
import { PaneForm } from '../shell/pane-form.tsx';
import { RecordQuery } from '../shell/record-query.tsx';
import { Button } from '../ui/button.tsx';
import { DescriptionList } from '../ui/description-list.tsx';
import { ageWords, becauseWords } from './suspense-words.ts';
import './suspense.css';

export interface PlaceSuspensePaneProps {
  readonly suspenseId: number;
  readonly mayPlace: boolean;
  readonly onDone: () => void;
}

/** One payment that nobody has placed: what it says, where it may belong, and the field that places it. */
export function PlaceSuspensePane({ suspenseId, mayPlace, onDone }: PlaceSuspensePaneProps) {
  const query = useQuery(api.suspense.list.queryOptions({ only: suspenseId, cursor: null, limit: 1 }));
  return (
    <RecordQuery query={query}>
      {({ rows: [money] }) => {
        if (money === undefined) return <p>This payment is not in suspense any more.</p>;
        return mayPlace ? <PlaceForm money={money} onDone={onDone} /> : <MoneyFacts money={money} />;
      }}
    </RecordQuery>
  );
}

function MoneyFacts({ money }: { readonly money: SuspenseRow }) {
  return (
    <DescriptionList
      of={[
        { term: 'Amount', value: formatPounds(money.amount) },
        { term: 'How', value: RECEIPT_CHANNEL_WORDS[money.channel] },
        { term: 'Paid by', value: money.payer ?? 'Not said' },
        { term: 'Reference', value: money.reference ?? 'None' },
        { term: 'Received', value: `${formatLocalDate(money.receivedOn)} (${ageWords(money)})` },
      ]}
    />
  );
}

function PlaceForm({ money, onDone }: { readonly money: SuspenseRow; readonly onDone: () => void }) {
  const [to, setTo] = useState('');
  const [wasTried, setTried] = useState(false);
  const place = useCommand(api.suspense.place.mutationOptions(), ({ becameCredit }) => {
    sayDone(
      becameCredit === 0
        ? 'Placed. All of it met bills.'
        : `Placed. ${formatPounds(becameCredit)} is credit on account.`,
    );
    onDone();
  });
  const placeOn = (organisation: OrganisationReference) => place.run({ suspenseId: money.suspenseId, organisation });
  const send = () => {
    setTried(true);
    const read = parseOrganisationReference(to);
    if (read.ok) placeOn(read.reference);
  };
  return (
    <PaneForm
      title={`Place ${formatPounds(money.amount)}`}
      save="Place payment"
      isSaving={place.status === 'sending'}
      problem={place.problem}
      onSave={send}
    >
      <MoneyFacts money={money} />
      <Suggestions money={money} onChoose={setTo} />
      <OtherOrganisationField
        label="Reference of the organisation it is from"
        value={to}
        onChange={setTo}
        wasTried={wasTried}
      />
      <p className="muted">It meets the oldest lines there first. What finds none is credit on account.</p>
    </PaneForm>
  );
}

function Suggestions({
  money,
  onChoose,
}: {
  readonly money: SuspenseRow;
  readonly onChoose: (reference: OrganisationReference) => void;
}) {
  if (money.suggestions.length === 0) return <p className="muted">Nothing says whose it may be.</p>;
  return (
    <section aria-label="May belong to">
      <h3>May belong to</h3>
      <ul className="suspense-suggestions">
        {money.suggestions.map((suggestion) => (
          <li key={suggestion.organisation.reference}>
            <span>
              <strong>{suggestion.organisation.name}</strong>{' '}
              <span className="muted">{suggestion.organisation.reference}</span>
              <br />
              {becauseWords(suggestion)}
            </span>
            <Button kind="quiet" onPress={() => onChoose(suggestion.organisation.reference)}>
              Choose<span className="visually-hidden"> {suggestion.organisation.name}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
