import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { containsCardNumber } from '../../shared/card-number-guard.ts';
import type { AttachedFile, CheckedRemittance, RecordBankTransfer } from '../../shared/contracts/receipts.ts';
import { isLocalDate, londonDay } from '../../shared/local-date.ts';
import { formatPounds, type Pence } from '../../shared/money.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { serverNow } from '../clock.ts';
import { CARD_NUMBER_REFUSED } from '../shell/card-number-words.ts';
import { sayDone } from '../shell/notices.ts';
import { PaneForm } from '../shell/pane-form.tsx';
import { useFirstField } from '../shell/use-first-field.ts';
import { DateField } from '../ui/date-field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { TextField } from '../ui/text-field.tsx';
import { AdviceLines } from './advice-lines.tsx';
import { FileField } from './file-field.tsx';
import { AMOUNT_SENTENCE, readParts, togetherProblem, typedAmount } from './parts-entry.ts';
import { PartsFields } from './parts-fields.tsx';
import { partsWords } from './receipt-words.ts';
import { useTypedParts, type TypedParts } from './use-typed-parts.ts';

const WAYS = [
  { id: 'hand', title: 'By hand' },
  { id: 'advice', title: 'Remittance advice' },
] as const;
type Way = (typeof WAYS)[number]['id'];

/** What is to be seen at the bank, as it is typed. */
function useStatementEntry() {
  const [payer, setPayer] = useState('');
  const [reference, setReference] = useState('');
  const [amount, setAmount] = useState('');
  const [bankedOn, setBankedOn] = useState<string>(() => londonDay(new Date(serverNow())));
  return { payer, setPayer, reference, setReference, amount, setAmount, bankedOn, setBankedOn };
}

function useAdvice() {
  const [advice, setAdvice] = useState<AttachedFile | null>(null);
  const checked = useQuery({
    ...api.receipts.checkRemittance.queryOptions({ advice: advice ?? { name: '-', bytes: '' } }),
    enabled: advice !== null,
    gcTime: 0,
  });
  return { advice, setAdvice, checked: advice === null ? undefined : checked.data };
}

/** Why the advice cannot be booked with this amount, in a sentence; null when it can. */
function adviceProblem(checked: CheckedRemittance | undefined, total: Pence | undefined): string | null {
  if (checked === undefined) return 'Choose the payer’s remittance advice.';
  if (checked.refusal !== null || checked.lines.some(({ refusal }) => refusal !== null)) {
    return 'Put right the lines that are refused, and choose the file again. Nothing is booked in part.';
  }
  if (total === undefined || checked.total === total) return null;
  return `The advice comes to ${formatPounds(checked.total)}, and the transfer is ${formatPounds(total)}.`;
}

function meantBy(way: Way, total: Pence | undefined, parts: TypedParts, of: ReturnType<typeof useAdvice>) {
  const entries = parts.typed.map(({ entry }) => entry);
  if (way === 'advice') {
    const { advice, checked } = of;
    return advice !== null && adviceProblem(checked, total) === null ? { by: 'advice' as const, advice } : undefined;
  }
  const read = togetherProblem(total, entries) === null ? readParts(total, entries) : undefined;
  return read === undefined ? undefined : { by: 'hand' as const, parts: read };
}

/** Records one bank transfer for many invoices and organisations, by hand or as its advice says. */
export function RecordTransferPane({ onRecorded }: { readonly onRecorded: () => void }) {
  const statement = useStatementEntry();
  const [way, setWay] = useState<Way>('hand');
  const parts = useTypedParts();
  const advice = useAdvice();
  const [wasTried, setTried] = useState(false);
  const total = typedAmount(statement.amount);
  const record = useCommand(api.receipts.recordBankTransfer.mutationOptions(), ({ parts: taken }) => {
    sayDone(`Recorded. ${partsWords(taken)}`);
    onRecorded();
  });
  const problems = {
    amount: total === undefined ? AMOUNT_SENTENCE : null,
    payer: textProblem(statement.payer, 'Enter who paid, as the bank shows it.'),
    reference: textProblem(statement.reference, 'Enter the reference, as the bank shows it.'),
    bankedOn: isLocalDate(statement.bankedOn) ? null : 'Enter the day the bank shows.',
  };
  const meant: RecordBankTransfer['meant'] | undefined = meantBy(way, total, parts, advice);
  const send = () => {
    setTried(true);
    const { payer, reference, bankedOn } = statement;
    const isRight = Object.values(problems).every((problem) => problem === null);
    if (!isRight || total === undefined || meant === undefined || !isLocalDate(bankedOn)) return;
    record.run({ payer: payer.trim(), reference: reference.trim(), amount: total, bankedOn, meant });
  };
  const shown = (name: keyof typeof problems) => (wasTried ? problems[name] : null);
  return (
    <PaneForm
      title="Record a bank transfer"
      save="Record"
      isSaving={record.status === 'sending'}
      problem={record.problem}
      onSave={send}
    >
      <TextField
        label="Amount"
        narrow
        before="£"
        inputMode="decimal"
        maxLength={14}
        inputRef={useFirstField()}
        value={statement.amount}
        onChange={statement.setAmount}
        problem={shown('amount')}
      />
      <TextField
        label="Payer"
        maxLength={120}
        value={statement.payer}
        onChange={statement.setPayer}
        problem={shown('payer')}
      />
      <TextField
        label="Reference"
        maxLength={35}
        value={statement.reference}
        onChange={statement.setReference}
        problem={shown('reference')}
      />
      <DateField
        label="Banked"
        value={statement.bankedOn}
        onChange={statement.setBankedOn}
        problem={shown('bankedOn')}
      />
      <Segmented label="What it is for" selected={way} choices={WAYS} onSelect={setWay} />
      {way === 'hand' ? (
        <PartsFields parts={parts} total={total} wasTried={wasTried} />
      ) : (
        <>
          <FileField
            label="Remittance advice"
            hint="A CSV file with the columns reference and amount. A reference is an organisation’s, an invoice’s or an LPA’s."
            onChoose={advice.setAdvice}
            problem={wasTried ? adviceProblem(advice.checked, total) : null}
          />
          {advice.checked !== undefined && <AdviceLines checked={advice.checked} />}
        </>
      )}
    </PaneForm>
  );
}

function textProblem(text: string, empty: string): string | null {
  if (containsCardNumber(text)) return CARD_NUMBER_REFUSED;
  return text.trim() === '' ? empty : null;
}
