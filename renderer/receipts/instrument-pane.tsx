import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { containsCardNumber } from '../../shared/card-number-guard.ts';
import type { InstrumentRow } from '../../shared/contracts/receipts.ts';
import { formatLocalDate } from '../../shared/local-date.ts';
import { formatPounds } from '../../shared/money.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { CARD_NUMBER_REFUSED } from '../shell/card-number-words.ts';
import { sayDone } from '../shell/notices.ts';
import { useMay } from '../shell/staff.tsx';
import { Button } from '../ui/button.tsx';
import '../ui/button-row.css';
import { DescriptionList } from '../ui/description-list.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { StatusPill } from '../ui/status-pill.tsx';
import { INSTRUMENT_WORDS } from '../ui/status-words.ts';
import { TextArea } from '../ui/text-area.tsx';
import { INSTRUMENT_KIND_WORDS } from './receipt-words.ts';

const ACTS = {
  received: { act: 'Return to payer', done: 'Returned. What it met is due again.' },
  banked: { act: 'It bounced', done: 'Bounced. What it met is due again.' },
} as const;

function TakeBackForm({ row, state }: { readonly row: InstrumentRow; readonly state: keyof typeof ACTS }) {
  const { act, done } = ACTS[state];
  const [reason, setReason] = useState('');
  const [wasTried, setTried] = useState(false);
  const { bounceInstrument, returnInstrument } = api.receipts;
  const said = () => sayDone(done);
  const bounce = useCommand(bounceInstrument.mutationOptions(), said);
  const giveBack = useCommand(returnInstrument.mutationOptions(), said);
  const command = state === 'banked' ? bounce : giveBack;
  const isCard = containsCardNumber(reason);
  const problem = isCard ? CARD_NUMBER_REFUSED : wasTried && reason.trim() === '' ? 'Say why.' : null;
  const send = () => {
    setTried(true);
    if (!isCard && reason.trim() !== '') command.run({ instrumentId: row.instrumentId, reason: reason.trim() });
  };
  return (
    <>
      <TextArea
        label={state === 'banked' ? 'Why the bank did not pay it' : 'Why it goes back'}
        hint="Its lines are due again. This is kept with it and cannot be undone."
        value={reason}
        onChange={setReason}
        problem={problem}
        maxLength={200}
      />
      {command.problem !== null && <ProblemNotice problem={command.problem} />}
      <div className="button-row">
        <Button kind="danger" isPending={command.status === 'sending'} onPress={send}>
          {act}
        </Button>
      </div>
    </>
  );
}

/** One cheque or postal order: whom it is for, where it is, and what may be done about it. */
export function InstrumentPane({ row }: { readonly row: InstrumentRow }) {
  const mayRecord = useMay('receipts.record');
  const { state } = row;
  return (
    <>
      <h2>
        {INSTRUMENT_KIND_WORDS[row.kind]} {row.number}
      </h2>
      <p>
        <StatusPill status={INSTRUMENT_WORDS[state]} />
      </p>
      <DescriptionList
        of={[
          { term: 'Payer', value: row.payer },
          { term: 'Amount', value: formatPounds(row.amount) },
          { term: 'Received', value: formatLocalDate(row.receivedOn) },
          { term: 'Banked', value: row.bankedOn === null ? 'Not paid in' : formatLocalDate(row.bankedOn) },
          ...(row.payingInSlipId === null ? [] : [{ term: 'Paying-in slip', value: row.payingInSlipId }]),
          ...(row.endedOn === null
            ? []
            : [{ term: 'Ended', value: `${formatLocalDate(row.endedOn)}: ${row.endedBecause ?? ''}` }]),
          { term: 'Recorded by', value: row.recordedBy },
        ]}
      />
      <h3>For</h3>
      <ul className="receipt-parts">
        {row.parts.map(({ organisation, amount, becameCredit, invoices }) => (
          <li key={organisation.reference}>
            <Link to="/organisations/$reference" params={{ reference: organisation.reference }} search={{}}>
              {organisation.name}
            </Link>
            : {formatPounds(amount)}
            <span className="muted">
              {invoices.length > 0 && ` ${invoices.length === 1 ? 'Invoice' : 'Invoices'} ${invoices.join(', ')}.`}
              {becameCredit > 0 && ` ${formatPounds(becameCredit)} was held in credit.`}
            </span>
          </li>
        ))}
      </ul>
      {mayRecord && (state === 'received' || state === 'banked') && (
        <TakeBackForm key={row.instrumentId} row={row} state={state} />
      )}
    </>
  );
}
