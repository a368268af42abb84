import { useState } from 'react';
import { formatPeriod } from '../../shared/billing-period.ts';
import { BILL_CYCLES, type BillCycle } from '../../shared/contracts/organisations.ts';
import { londonDay } from '../../shared/local-date.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { serverNow } from '../clock.ts';
import { useShortcuts } from '../shell/shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceField } from '../ui/choice-field.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Segmented } from '../ui/segmented.tsx';
import '../ui/pane-foot.css';
import { CYCLE_WORDS, periodsOver } from './bill-run-words.ts';
import './bill-runs.css';

const CYCLES = BILL_CYCLES.map((id) => ({ id, title: CYCLE_WORDS[id] }));
const KINDS = [
  { id: 'cycle', title: 'Run of the period' },
  { id: 'supplementary', title: 'Supplementary' },
] as const;
const PERIODS = 8;

type Kind = (typeof KINDS)[number]['id'];

const EXPLAINS: Readonly<Record<Kind, string>> = {
  cycle: 'Bills every registration up to the end of the period that stands on no bill yet.',
  supplementary: 'Takes up what came in late, or was held back, after the run of that period was issued.',
};

/** Opens a bill run by hand, before the morning that would. */
export function OpenRunForm({ onOpened }: { readonly onOpened: (billRunId: number) => void }) {
  const [kind, setKind] = useState<Kind>('cycle');
  const [cycle, setCycle] = useState<BillCycle>('monthly');
  const periods = periodsOver(cycle, londonDay(new Date(serverNow())), PERIODS);
  const [chosen, setChosen] = useState<string | null>(null);
  const period = periods.find(({ from }) => from === chosen) ?? periods[0];
  const open = useCommand(api.billRuns.draft.mutationOptions(), ({ billRunId }) => onOpened(billRunId));
  const send = () => {
    if (period !== undefined) open.run({ kind, cycle, from: period.from });
  };
  useShortcuts([{ keys: 'Ctrl+Enter', label: 'Open this bill run', run: send }]);
  return (
    <>
      <div className="run-form">
        <Segmented label="Kind of run" selected={kind} choices={KINDS} onSelect={setKind} />
        <p className="muted">{EXPLAINS[kind]}</p>
        <Segmented label="Billing cycle" selected={cycle} choices={CYCLES} onSelect={setCycle} />
        <ChoiceField
          label="Period"
          none={period === undefined ? 'Choose a period' : formatPeriod(period)}
          selected={chosen}
          choices={periods.map((one) => ({ id: one.from, title: formatPeriod(one) }))}
          onSelect={setChosen}
        />
        {open.problem !== null && <ProblemNotice problem={open.problem} />}
      </div>
      <footer className="pane-foot">
        <Button kind="primary" keys="Ctrl Enter" isPending={open.status === 'sending'} onPress={send}>
          Open bill run
        </Button>
      </footer>
    </>
  );
}
