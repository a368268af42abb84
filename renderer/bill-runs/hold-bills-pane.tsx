import type { BillRow, BillRunRecord } from '../../shared/contracts/bill-runs.ts';
import { formatPounds, sumPence } from '../../shared/money.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { counted } from '../grid/selection-bar.tsx';
import { sayDone } from '../shell/notices.ts';
import { ReasonForm } from './reason-form.tsx';

const NOUN = ['bill', 'bills'] as const;
/** The server takes no more at once. */
export const MOST_HELD_AT_ONCE = 500;

export interface HoldBillsPaneProps {
  readonly run: BillRunRecord;
  readonly bills: readonly BillRow[];
  readonly onClose: () => void;
}

/** Holds several bills of a run for one reason. */
export function HoldBillsPane({ run, bills, onClose }: HoldBillsPaneProps) {
  const hold = useCommand(api.billRuns.hold.mutationOptions(), ({ changed }) => {
    onClose();
    sayDone(`${counted(changed, NOUN)} held.`);
  });
  const total = formatPounds(sumPence(bills.map((bill) => bill.total)));
  return (
    <ReasonForm
      title={`Hold ${counted(bills.length, NOUN)}, ${total}`}
      answer={bills.length === 1 ? 'Hold bill' : 'Hold bills'}
      problem={hold.problem}
      isSending={hold.status === 'sending'}
      onSend={(reason) => hold.run({ billRunId: run.billRunId, billIds: bills.map(({ billId }) => billId), reason })}
      onClose={onClose}
    />
  );
}
