import { useState } from 'react';
import { containsCardNumber } from '../../shared/card-number-guard.ts';
import { INSTRUMENT_KINDS, type InstrumentKind, type RecordedInstrument } from '../../shared/contracts/receipts.ts';
import { isLocalDate, londonDay } from '../../shared/local-date.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { serverNow } from '../clock.ts';
import { CARD_NUMBER_REFUSED } from '../shell/card-number-words.ts';
import { sayDone } from '../shell/notices.ts';
import { PaneForm } from '../shell/pane-form.tsx';
import { useFirstField } from '../shell/use-first-field.ts';
import { DateField } from '../ui/date-field.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { AMOUNT_SENTENCE, readParts, togetherProblem, typedAmount } from './parts-entry.ts';
import { PartsFields } from './parts-fields.tsx';
import { INSTRUMENT_KIND_WORDS, partsWords } from './receipt-words.ts';
import './receipts.css';
import { useTypedParts } from './use-typed-parts.ts';

const KINDS = INSTRUMENT_KINDS.map((id) => ({ id, title: INSTRUMENT_KIND_WORDS[id] }));

/** What stands on the paper, as it is typed. The payer is the organisation unless another name is typed. */
function usePaper() {
  const [number, setNumber] = useState('');
  const [amount, setAmount] = useState('');
  const [payer, setPayer] = useState('');
  const [kind, setKind] = useState<InstrumentKind>('cheque');
  const [receivedOn, setReceivedOn] = useState<string>(() => londonDay(new Date(serverNow())));
  return { number, setNumber, amount, setAmount, payer, setPayer, kind, setKind, receivedOn, setReceivedOn };
}

/** Records a cheque or postal order, and is ready for the next: the pile is worked through without the mouse. */
export function RecordInstrumentPane({ onRecorded }: { readonly onRecorded: () => void }) {
  const paper = usePaper();
  const parts = useTypedParts();
  const [wasTried, setTried] = useState(false);
  const entries = parts.typed.map(({ entry }) => entry);
  const total = typedAmount(paper.amount);
  const record = useCommand(api.receipts.recordInstrument.mutationOptions(), (recorded: RecordedInstrument) => {
    sayDone(`Recorded. ${partsWords(recorded.parts)}`);
    onRecorded();
  });
  const problems = {
    number: /^[0-9]{1,12}$/.test(paper.number.trim()) ? null : 'Enter the number printed on it, in digits.',
    amount: total === undefined ? AMOUNT_SENTENCE : null,
    payer: containsCardNumber(paper.payer) ? CARD_NUMBER_REFUSED : null,
    receivedOn: isLocalDate(paper.receivedOn) ? null : 'Enter the day it came.',
  };
  const send = () => {
    setTried(true);
    const meantFor = readParts(total, entries);
    const isRight = Object.values(problems).every((problem) => problem === null);
    if (!isRight || meantFor === undefined || total === undefined || togetherProblem(total, entries) !== null) return;
    if (!isLocalDate(paper.receivedOn)) return;
    const { kind, receivedOn } = paper;
    const payer = paper.payer.trim() || null;
    record.run({ kind, payer, number: paper.number.trim(), amount: total, receivedOn, meantFor });
  };
  const shown = (name: keyof typeof problems) => (wasTried ? problems[name] : null);
  return (
    <PaneForm
      title="Record what came by post"
      save="Record"
      isSaving={record.status === 'sending'}
      problem={record.problem}
      onSave={send}
    >
      <TextField
        label="Number"
        narrow
        inputRef={useFirstField()}
        inputMode="numeric"
        maxLength={12}
        value={paper.number}
        onChange={paper.setNumber}
        problem={shown('number')}
      />
      <TextField
        label="Amount"
        narrow
        before="£"
        inputMode="decimal"
        maxLength={14}
        value={paper.amount}
        onChange={paper.setAmount}
        problem={shown('amount')}
      />
      <PartsFields parts={parts} total={total} wasTried={wasTried} />
      <TextField
        label="Payer, if another"
        hint="Left empty, it is from the organisation itself."
        maxLength={120}
        value={paper.payer}
        onChange={paper.setPayer}
        problem={shown('payer')}
      />
      <DateField
        label="Received"
        value={paper.receivedOn}
        onChange={paper.setReceivedOn}
        problem={shown('receivedOn')}
      />
      <SelectField label="Kind" selected={paper.kind} choices={KINDS} onSelect={paper.setKind} />
    </PaneForm>
  );
}
