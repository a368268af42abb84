import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { HeldCredit, ReceiptRow } from '../../shared/contracts/allocation.ts';
import { formatPounds, sumPence } from '../../shared/money.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { sayDone } from '../shell/notices.ts';
import { PaneForm } from '../shell/pane-form.tsx';
import { RecordQuery } from '../shell/record-query.tsx';
import { Button } from '../ui/button.tsx';
import { LinePicker } from './line-picker.tsx';
import { openToPick } from './open-to-pick.ts';
import { spreadOverPicked } from './pick-lines.ts';
import { ReasonField, reasonProblem } from './reason-field.tsx';

export interface ReallocateFormProps {
  readonly reference: OrganisationReference;
  readonly receipt: ReceiptRow;
  readonly onDone: () => void;
}

/** Asks that a payment comes off lines it meets, and meets others; what meets none is credit on account. */
export function ReallocateForm(props: ReallocateFormProps) {
  const query = useQuery(api.allocation.readCredit.queryOptions({ organisation: props.reference }));
  return <RecordQuery query={query}>{(held) => <Form {...props} openLines={held.openLines} />}</RecordQuery>;
}

function Form({ receipt, openLines, onDone }: ReallocateFormProps & Pick<HeldCredit, 'openLines'>) {
  const { receiptId, meets } = receipt;
  const [off, setOff] = useState<ReadonlySet<number>>(new Set(meets.length === 1 ? [meets[0]?.lineId ?? 0] : []));
  const [onto, setOnto] = useState<ReadonlySet<number>>(new Set());
  const [reason, setReason] = useState('');
  const [wasTried, setTried] = useState(false);
  const ask = useCommand(api.allocation.askForChange.mutationOptions(), () => {
    sayDone('Sent for approval. The payment stays as it is until then.');
    onDone();
  });
  const freed = sumPence(meets.filter(({ lineId }) => off.has(lineId)).map(({ amount }) => amount));
  const { shares, left } = spreadOverPicked(openLines, onto, freed);
  const send = () => {
    setTried(true);
    if (off.size === 0 || reasonProblem(reason, true) !== null) return;
    const lines = { offLines: [...off], ontoLines: [...shares] };
    ask.run({ request: { kind: 'reallocation', receiptId, ...lines, reason: reason.trim() } });
  };
  return (
    <PaneForm
      title="Set this payment against other lines"
      save="Send for approval"
      isSaving={ask.status === 'sending'}
      problem={ask.problem}
      onSave={send}
      aside={
        <Button kind="quiet" onPress={onDone}>
          Leave it as it is
        </Button>
      }
    >
      <LinePicker
        legend="Comes off"
        lines={meets.map((line) => ({ ...line, cannot: null }))}
        picked={off}
        onPick={setOff}
        none="It meets no line."
      />
      <LinePicker
        legend="Is set against"
        lines={openToPick(openLines)}
        picked={onto}
        onPick={setOnto}
        none="No other line is open. What comes off becomes credit on account."
      />
      <output className="line-picker-sum">
        {off.size === 0
          ? 'Choose the lines it comes off.'
          : `${formatPounds(freed)} comes off, ${formatPounds(sumPence(shares.map(({ amount }) => amount)))} is set against other lines, ${formatPounds(left)} becomes credit.`}
      </output>
      <ReasonField value={reason} onChange={setReason} wasTried={wasTried} />
    </PaneForm>
  );
}
