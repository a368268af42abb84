import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { InstrumentRow } from '../../shared/contracts/receipts.ts';
import { formatShortDate, isLocalDate, londonDay } from '../../shared/local-date.ts';
import { formatPounds, sumPence } from '../../shared/money.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { serverNow } from '../clock.ts';
import { sayDone } from '../shell/notices.ts';
import { PaneForm } from '../shell/pane-form.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { INSTRUMENT_KIND_WORDS } from './receipt-words.ts';
import './receipts.css';

const MOST_ON_A_SLIP = 200;

function Pieces(props: {
  readonly rows: readonly InstrumentRow[];
  readonly left: ReadonlySet<number>;
  readonly toggle: (id: number, isOn: boolean) => void;
}) {
  return (
    <ul className="slip-pieces" aria-label="What goes on the slip">
      {props.rows.map((row) => (
        <li key={row.instrumentId}>
          <Checkbox
            isSelected={!props.left.has(row.instrumentId)}
            onChange={(isOn) => props.toggle(row.instrumentId, isOn)}
          >
            {INSTRUMENT_KIND_WORDS[row.kind]} {row.number}, {row.payer}
          </Checkbox>
          <span className="muted">{formatShortDate(row.receivedOn)}</span>
          <strong className="slip-amount">{formatPounds(row.amount)}</strong>
        </li>
      ))}
    </ul>
  );
}

/** Pays in what is in hand: everything, unless a piece is left for another slip. */
export function PayingInSlipPane({ onMade }: { readonly onMade: (payingInSlipId: number) => void }) {
  const inHand = useQuery(api.receipts.listInstruments.queryOptions({ show: 'received', limit: MOST_ON_A_SLIP }));
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [bankedOn, setBankedOn] = useState<string>(() => londonDay(new Date(serverNow())));
  const [wasTried, setTried] = useState(false);
  const make = useCommand(api.receipts.makePayingInSlip.mutationOptions(), ({ payingInSlipId, total, count }) => {
    sayDone(`Paying-in slip ${payingInSlipId}: ${count} ${count === 1 ? 'piece' : 'pieces'}, ${formatPounds(total)}.`);
    onMade(payingInSlipId);
  });
  const rows = inHand.data?.rows ?? [];
  const chosen = rows.filter(({ instrumentId }) => !left.has(instrumentId));
  const total = sumPence(chosen.map(({ amount }) => amount));
  const send = () => {
    setTried(true);
    if (chosen.length === 0 || !isLocalDate(bankedOn)) return;
    const instrumentIds = chosen.map(({ instrumentId }) => instrumentId);
    make.run({ instrumentIds, bankedOn, expectedTotal: total });
  };
  const toggle = (id: number, isOn: boolean) =>
    setLeft((before) => new Set(isOn ? [...before].filter((other) => other !== id) : [...before, id]));
  return (
    <PaneForm
      title="A paying-in slip"
      save="Pay in"
      isSaving={make.status === 'sending'}
      problem={make.problem}
      onSave={send}
    >
      {inHand.data === undefined ? (
        <Skeleton label="What is in hand" />
      ) : (
        <Pieces rows={rows} left={left} toggle={toggle} />
      )}
      <p className="slip-total" aria-live="polite">
        <span>
          {chosen.length} {chosen.length === 1 ? 'piece' : 'pieces'}
        </span>
        <strong>{formatPounds(total)}</strong>
      </p>
      {wasTried && chosen.length === 0 && <p className="field-error">Choose at least one.</p>}
      <DateField
        label="Banked"
        hint="The day it goes over the counter, not the day it came."
        value={bankedOn}
        onChange={setBankedOn}
        problem={wasTried && !isLocalDate(bankedOn) ? 'Enter the day it is paid in.' : null}
      />
    </PaneForm>
  );
}
