import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { FeeOrderAct, FeeOrderRecord } from '../../shared/contracts/fees.ts';
import { useShortcuts } from '../shell/shortcuts.ts';
import { useMay } from '../shell/staff.tsx';
import { Button } from '../ui/button.tsx';
import { CancelFeeOrderDialog } from './cancel-fee-order-dialog.tsx';
import type { FeeOrderCommands } from './use-fee-order-commands.ts';

export interface FeeOrderActsProps {
  readonly order: FeeOrderRecord;
  readonly commands: FeeOrderCommands;
  readonly onEdit: () => void;
}

interface Primary {
  readonly words: string;
  readonly isPending: boolean;
  readonly run: () => void;
}

/** What comes next for a draft: to rehearse what it says, then to send it. */
function primaryOf(order: FeeOrderRecord, { rehearse, send }: FeeOrderCommands): Primary | null {
  if (!order.acts.includes('send')) return null;
  if (order.rehearsal?.isCurrent === true) return { words: 'Send for approval', ...send };
  return { words: rehearse.isPending ? 'Rehearsing' : 'Rehearse', ...rehearse };
}

function PrimaryAct({ primary }: { readonly primary: Primary }) {
  useShortcuts([{ keys: 'Ctrl+Enter', label: primary.words, run: primary.run }]);
  return (
    <Button kind="primary" keys="Ctrl Enter" isPending={primary.isPending} onPress={primary.run}>
      {primary.words}
    </Button>
  );
}

function Cancelling({ order }: { readonly order: FeeOrderRecord }) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button kind="quiet" onPress={() => setAsking(true)}>
        {order.state === 'draft' ? 'Drop the draft' : 'Ask to cancel it'}
      </Button>
      <CancelFeeOrderDialog order={order} isOpen={isAsking} onClose={() => setAsking(false)} />
    </>
  );
}

/** What may be done to an Order now. What its state forbids is not there; the server decides again. */
export function FeeOrderActs({ order, commands, onEdit }: FeeOrderActsProps) {
  const mayEdit = useMay('fees.edit');
  const mayRead = useMay('approvals.read');
  const can = (act: FeeOrderAct) => mayEdit && order.acts.includes(act);
  const primary = mayEdit ? primaryOf(order, commands) : null;
  const { approvalId } = order;
  return (
    <>
      {approvalId !== null && mayRead && (
        <Link to="/approvals" search={{ approval: approvalId }}>
          Open the approval
        </Link>
      )}
      {(can('cancel') || can('ask-to-cancel')) && <Cancelling order={order} />}
      {can('take-back') && (
        <Button isPending={commands.takeBack.isPending} onPress={commands.takeBack.run}>
          Take it back
        </Button>
      )}
      {can('edit') && <Button onPress={onEdit}>Edit</Button>}
      {primary?.words === 'Send for approval' && (
        <Button isPending={commands.rehearse.isPending} onPress={commands.rehearse.run}>
          Rehearse again
        </Button>
      )}
      {primary !== null && <PrimaryAct primary={primary} />}
    </>
  );
}
