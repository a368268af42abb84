import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { HeldCredit } from '../../shared/contracts/allocation.ts';
import { formatPounds, sumPence } from '../../shared/money.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { sayDone } from '../shell/notices.ts';
import { PaneForm } from '../shell/pane-form.tsx';
import { RecordQuery } from '../shell/record-query.tsx';
import { LinePicker } from './line-picker.tsx';
import { openToPick } from './open-to-pick.ts';
import { spreadOverPicked } from './pick-lines.ts';

export interface ApplyCreditPaneProps {
  readonly reference: OrganisationReference;
  readonly onDone: () => void;
}

/** Sets credit on account against bills that are owed already. */
export function ApplyCreditPane({ reference, onDone }: ApplyCreditPaneProps) {
  const query = useQuery(api.allocation.readCredit.queryOptions({ organisation: reference }));
  return (
    <RecordQuery query={query}>
      {(held) => <ApplyCreditForm reference={reference} held={held} onDone={onDone} />}
    </RecordQuery>
  );
}

function ApplyCreditForm({ reference, held, onDone }: ApplyCreditPaneProps & { readonly held: HeldCredit }) {
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set());
  const { shares, left } = spreadOverPicked(held.openLines, picked, held.credit);
  const apply = useCommand(api.allocation.applyCredit.mutationOptions(), ({ applied }) => {
    sayDone(`${formatPounds(applied)} of credit was set against bills.`);
    onDone();
  });
  return (
    <PaneForm
      title={`Set ${formatPounds(held.credit)} of credit against bills`}
      save="Set against bills"
      isSaving={apply.status === 'sending'}
      problem={apply.problem}
      onSave={() => {
        if (shares.length > 0) apply.run({ organisation: reference, lines: [...shares] });
      }}
    >
      <p className="muted">The credit that was held longest is used first. The lines are met in this order.</p>
      <LinePicker
        legend="Lines to pay"
        lines={openToPick(held.openLines)}
        picked={picked}
        onPick={setPicked}
        none="Nothing is owed."
      />
      <output className="line-picker-sum">
        {shares.length === 0
          ? 'Choose the lines to pay.'
          : `${formatPounds(sumPence(shares.map(({ amount }) => amount)))} is set against bills, ${formatPounds(left)} stays credit.`}
      </output>
    </PaneForm>
  );
}
