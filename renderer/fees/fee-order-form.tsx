import { useEffect, useRef, useState } from 'react';
import { PRICED_KINDS, type FeeOrderContent, type PricedKind } from '../../shared/contracts/fees.ts';
import type { Problem } from '../api/problem.ts';
import { useShortcuts } from '../shell/shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { DateField } from '../ui/date-field.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { readEntry, type EntryProblems, type FeeOrderEntry } from './fee-order-entry.ts';
import '../ui/pane-foot.css';
import './fees.css';

const PRICE_LABELS: Readonly<Record<PricedKind, string>> = {
  full: 'Full fee',
  half: 'Half fee',
  repeat: 'Repeat fee',
  quarter: 'Quarter fee',
};

export interface FeeOrderFormProps {
  readonly title: string;
  readonly initial: FeeOrderEntry;
  readonly save: string;
  readonly isSaving: boolean;
  readonly problem: Problem | null;
  readonly onSave: (content: FeeOrderContent) => void;
}

interface FieldsProps {
  readonly entry: FeeOrderEntry;
  readonly problems: EntryProblems;
  readonly change: (name: keyof FeeOrderEntry, value: string) => void;
}

function TextFields({ entry, problems, change }: FieldsProps) {
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    first.current?.focus();
  }, []);
  return (
    <>
      <TextField
        label="Title"
        inputRef={first}
        value={entry.title}
        onChange={(value) => change('title', value)}
        problem={problems.title ?? null}
        maxLength={200}
      />
      <TextField
        label="Citation"
        hint="Such as S.I. 2027/123"
        value={entry.citation}
        onChange={(value) => change('citation', value)}
        problem={problems.citation ?? null}
        maxLength={60}
      />
      <DateField
        label="Holds for LPAs received from"
        hint="The day they were received, not the day they are registered."
        value={entry.effectiveFrom}
        onChange={(value) => change('effectiveFrom', value)}
        problem={problems.effectiveFrom ?? null}
      />
    </>
  );
}

function PriceFields({ entry, problems, change }: FieldsProps) {
  return (
    <div className="fee-form-prices">
      {PRICED_KINDS.map((kind) => (
        <TextField
          key={kind}
          label={PRICE_LABELS[kind]}
          before="£"
          narrow
          inputMode="decimal"
          value={entry[kind]}
          onChange={(value) => change(kind, value)}
          problem={problems[kind] ?? null}
          maxLength={12}
        />
      ))}
    </div>
  );
}

/** What an Order says, to enter or to edit. An exempt LPA costs nothing under any Order. */
export function FeeOrderForm({ title, initial, save, isSaving, problem, onSave }: FeeOrderFormProps) {
  const [entry, setEntry] = useState(initial);
  const [wasTried, setTried] = useState(false);
  const read = readEntry(entry);
  const problems = wasTried ? (read.problems ?? {}) : {};
  const send = () => {
    setTried(true);
    if (read.problems === null) onSave(read.content);
  };
  useShortcuts([{ keys: 'Ctrl+Enter', label: save, run: send }]);
  const change = (name: keyof FeeOrderEntry, value: string) => setEntry((before) => ({ ...before, [name]: value }));
  return (
    <div className="fee-form">
      <h2>{title}</h2>
      <TextFields entry={entry} problems={problems} change={change} />
      <PriceFields entry={entry} problems={problems} change={change} />
      {problem !== null && <ProblemNotice problem={problem} />}
      <footer className="pane-foot">
        <Button kind="primary" keys="Ctrl Enter" isPending={isSaving} onPress={send}>
          {save}
        </Button>
      </footer>
    </div>
  );
}
