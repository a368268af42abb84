import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { ReceiptRow } from '../../shared/contracts/allocation.ts';
import { formatLocalDate } from '../../shared/local-date.ts';
import { formatPounds } from '../../shared/money.ts';
import { RECEIPT_CHANNEL_WORDS } from '../../shared/receipt-channels.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { sayDone } from '../shell/notices.ts';
import { RecordQuery } from '../shell/record-query.tsx';
import { useMay } from '../shell/staff.tsx';
import { Button } from '../ui/button.tsx';
import '../ui/button-row.css';
import { DescriptionList } from '../ui/description-list.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { MovePaymentForm } from './move-payment-form.tsx';
import { ReallocateForm } from './reallocate-form.tsx';
import { mayChange, receiptStands } from './receipt-words.ts';

export interface ReceiptPaneProps {
  readonly reference: OrganisationReference;
  readonly receiptId: number;
}

/** One payment: what came, what it meets, and the ways to put it elsewhere. */
export function ReceiptPane({ reference, receiptId }: ReceiptPaneProps) {
  const query = useQuery(
    api.allocation.listReceipts.queryOptions({ organisation: reference, only: receiptId, cursor: null, limit: 1 }),
  );
  return (
    <RecordQuery query={query}>
      {({ rows: [receipt] }) =>
        receipt === undefined ? (
          <p>There is no such payment of this organisation.</p>
        ) : (
          <Receipt key={receipt.receiptId} reference={reference} receipt={receipt} />
        )
      }
    </RecordQuery>
  );
}

interface ReceiptProps {
  readonly reference: OrganisationReference;
  readonly receipt: ReceiptRow;
}

function Receipt({ reference, receipt }: ReceiptProps) {
  const [form, setForm] = useState<'reallocate' | 'move' | null>(null);
  const mayAllocate = useMay('receipt.allocate');
  const close = () => setForm(null);
  if (form === 'reallocate') return <ReallocateForm reference={reference} receipt={receipt} onDone={close} />;
  if (form === 'move') return <MovePaymentForm receipt={receipt} onDone={close} />;
  return (
    <>
      <ReceiptFacts receipt={receipt} />
      <WaitingChange receipt={receipt} mayWithdraw={mayAllocate} />
      {mayAllocate && mayChange(receipt) && (
        <div className="button-row">
          {receipt.meets.length > 0 && <Button onPress={() => setForm('reallocate')}>Set against other lines</Button>}
          {receipt.paidBack === 0 && <Button onPress={() => setForm('move')}>Move to another organisation</Button>}
        </div>
      )}
    </>
  );
}

function ReceiptFacts({ receipt }: { readonly receipt: ReceiptRow }) {
  const stands = receiptStands(receipt);
  return (
    <DescriptionList
      of={[
        { term: 'Amount', value: formatPounds(receipt.amount) },
        { term: 'How', value: RECEIPT_CHANNEL_WORDS[receipt.channel] },
        { term: 'Paid by', value: receipt.payer ?? 'Not said' },
        { term: 'Received', value: formatLocalDate(receipt.receivedOn) },
        { term: 'Counts from', value: formatLocalDate(receipt.accountingDay) },
        ...(receipt.payment === null
          ? []
          : [
              {
                term: 'Card payment',
                value: (
                  <Link to="/payments/$attemptId" params={{ attemptId: receipt.payment.attemptId }}>
                    {receipt.payment.reference}
                  </Link>
                ),
              },
            ]),
        { term: 'In credit', value: formatPounds(receipt.held) },
        ...(receipt.paidBack === 0 ? [] : [{ term: 'Paid back', value: formatPounds(receipt.paidBack) }]),
        ...(stands === '' ? [] : [{ term: 'Stands', value: stands }]),
        ...receipt.meets.map(({ lineId, invoice, lpaReference, amount }) => ({
          term: `LPA ${lpaReference}`,
          value: (
            <>
              {formatPounds(amount)} on{' '}
              <Link to="/invoices/$number" params={{ number: invoice }} search={{ line: lineId }}>
                {invoice}
              </Link>
            </>
          ),
        })),
      ]}
    />
  );
}

function WaitingChange({ receipt, mayWithdraw }: { readonly receipt: ReceiptRow; readonly mayWithdraw: boolean }) {
  const withdraw = useCommand(api.allocation.withdrawChange.mutationOptions(), () =>
    sayDone('Taken back. The payment stays as it is.'),
  );
  const change = receipt.waitingChange;
  if (change === null) return null;
  return (
    <>
      <p className="pane-form-note">
        {change.askedBy} asked to{' '}
        {change.kind === 'payment-move' ? 'move this payment' : 'set this payment against other lines'}. It waits for
        approval.
      </p>
      {withdraw.problem !== null && <ProblemNotice problem={withdraw.problem} />}
      {mayWithdraw && (
        <div className="button-row">
          <Button
            kind="quiet"
            isPending={withdraw.status === 'sending'}
            onPress={() => withdraw.run({ changeId: change.changeId })}
          >
            Take it back
          </Button>
        </div>
      )}
    </>
  );
}
