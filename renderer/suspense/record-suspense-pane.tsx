import { useState } from 'react';
import { SUSPENSE_CHANNELS } from '../../shared/contracts/suspense.ts';
import { LocalDateSchema, londonDay } from '../../shared/local-date.ts';
import { parsePounds } from '../../shared/money.ts';
import { RECEIPT_CHANNEL_WORDS } from '../../shared/receipt-channels.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { serverNow } from '../clock.ts';
import { sayDone } from '../shell/notices.ts';
import { PaneForm } from '../shell/pane-form.tsx';
import { useFirstField } from '../shell/use-first-field.ts';
import { DateField } from '../ui/date-field.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TextField } from '../ui/text-field.tsx';

const CHANNELS = SUSPENSE_CHANNELS.map((id) => ({ id, title: RECEIPT_CHANNEL_WORDS[id] }));
type Channel = (typeof SUSPENSE_CHANNELS)[number];

/** Books money that nobody can place. */
export function RecordSuspensePane({ onDone }: { readonly onDone: (suspenseId: number) => void }) {
  const today = londonDay(new Date(serverNow()));
  const [channel, setChannel] = useState<Channel>('bank-transfer');
  const [entry, setEntry] = useState<Record<'amount' | 'payer' | 'reference' | 'receivedOn' | 'accountingDay', string>>(
    {
      amount: '',
      payer: '',
      reference: '',
      receivedOn: today,
      accountingDay: today,
    },
  );
  const [wasTried, setTried] = useState(false);
  const first = useFirstField();
  const change = (to: Partial<typeof entry>) => setEntry((before) => ({ ...before, ...to }));
  const record = useCommand(api.suspense.record.mutationOptions(), ({ suspenseId }) => {
    sayDone('The money is in suspense.');
    onDone(suspenseId);
  });
  const amount = parsePounds(entry.amount.trim());
  const receivedOn = LocalDateSchema.safeParse(entry.receivedOn).data;
  const accountingDay = LocalDateSchema.safeParse(entry.accountingDay).data;
  const send = () => {
    setTried(true);
    if (amount === undefined || amount <= 0 || receivedOn === undefined || accountingDay === undefined) return;
    const [payer, reference] = [entry.payer.trim() || null, entry.reference.trim() || null];
    record.run({ channel, amount, payer, reference, receivedOn, accountingDay });
  };
  const isWrong = wasTried && (amount === undefined || amount <= 0);
  return (
    <PaneForm
      title="Put money in suspense"
      save="Put in suspense"
      isSaving={record.status === 'sending'}
      problem={record.problem}
      onSave={send}
    >
      <p className="muted">For money that came and that nobody can place. It is in the books from this day on.</p>
      <TextField
        label="Amount"
        inputRef={first}
        before="£"
        inputMode="decimal"
        value={entry.amount}
        onChange={(text) => change({ amount: text })}
        maxLength={14}
        problem={isWrong ? 'Enter pounds and pence, such as 92.00.' : null}
        narrow
      />
      <SelectField label="How it came" selected={channel} choices={CHANNELS} onSelect={setChannel} />
      <TextField
        label="Paid by"
        hint="As it stands on what came. Leave empty where it says nobody."
        value={entry.payer}
        onChange={(payer) => change({ payer })}
        maxLength={120}
      />
      <TextField
        label="Reference"
        hint="Letter for letter."
        value={entry.reference}
        onChange={(reference) => change({ reference })}
        maxLength={140}
      />
      <DateField label="Received" value={entry.receivedOn} onChange={(day) => change({ receivedOn: day })} />
      <DateField
        label="Counts from"
        hint="The bank’s day."
        value={entry.accountingDay}
        onChange={(day) => change({ accountingDay: day })}
      />
    </PaneForm>
  );
}
