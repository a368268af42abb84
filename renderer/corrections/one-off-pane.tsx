import { useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { containsCardNumber } from '../../shared/card-number-guard.ts';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import { FEE_KINDS, LPA_KINDS } from '../../shared/contracts/billing.ts';
import { CORRECTION_REASONS, type CorrectionReason } from '../../shared/contracts/corrections.ts';
import { REASON_WORDS } from '../../shared/correction-reasons.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { FEE_WORDS, LPA_KIND_WORDS } from '../billing/fee-words.ts';
import { CARD_NUMBER_REFUSED } from '../shell/card-number-words.ts';
import { sayDone } from '../shell/notices.ts';
import { useShortcuts } from '../shell/shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceField } from '../ui/choice-field.tsx';
import { DateField } from '../ui/date-field.tsx';
import '../ui/pane-foot.css';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { TextField } from '../ui/text-field.tsx';
import { CorrectionEffectView } from './correction-effect.tsx';
import { CORRECTION_KIND_WORDS } from './correction-words.ts';
import './corrections.css';
import { EMPTY_LINE, lineProblems, oneOffRequest, type LineProblems, type OneOffLineEntry } from './one-off-entry.ts';
import { usePreview } from './use-preview.ts';

const FEES = FEE_KINDS.map((id) => ({ id, title: FEE_WORDS[id] }));
const KINDS = LPA_KINDS.map((id) => ({ id, title: LPA_KIND_WORDS[id] }));
const REASONS: readonly CorrectionReason[] = CORRECTION_REASONS['one-off-invoice'];

interface LineFieldsProps {
  readonly line: OneOffLineEntry;
  readonly number: number;
  readonly problems: LineProblems;
  readonly change: (to: Partial<OneOffLineEntry>) => void;
  /** Absent for the only line. */
  readonly remove?: () => void;
}

function LineFields({ line, number, problems, change, remove }: LineFieldsProps) {
  const text = (name: 'lpaReference' | 'amount' | 'ownReference' | 'description', label: string, maxLength: number) => (
    <TextField
      label={label}
      value={line[name]}
      onChange={(value) => change({ [name]: value })}
      problem={problems[name] ?? null}
      maxLength={maxLength}
      {...(name === 'amount' && { before: '£', inputMode: 'decimal' as const })}
    />
  );
  return (
    <fieldset className="one-off-line">
      <legend>LPA {number}</legend>
      {text('lpaReference', 'LPA reference', 24)}
      {text('ownReference', 'Their reference', 60)}
      <ChoiceField
        label={`Kind of LPA ${number}`}
        none="Kind of LPA"
        selected={line.lpaKind}
        choices={KINDS}
        onSelect={(lpaKind) => change({ lpaKind: lpaKind ?? EMPTY_LINE.lpaKind })}
      />
      <ChoiceField
        label={`Kind of fee of LPA ${number}`}
        none="Kind of fee"
        selected={line.feeKind}
        choices={FEES}
        onSelect={(feeKind) => change({ feeKind: feeKind ?? EMPTY_LINE.feeKind })}
      />
      <DateField
        label="Received"
        value={line.receivedOn}
        onChange={(receivedOn) => change({ receivedOn })}
        problem={problems.receivedOn ?? null}
      />
      <DateField
        label="Registered"
        value={line.registeredOn}
        onChange={(registeredOn) => change({ registeredOn })}
        problem={problems.registeredOn ?? null}
      />
      {text('amount', 'Amount', 12)}
      {text('description', 'What it is for, if not plain', 200)}
      {remove !== undefined && (
        <Button kind="quiet" onPress={remove}>
          Take LPA {number} off
        </Button>
      )}
    </fieldset>
  );
}

/** A line with what tells it from the others while everything else of it is typed. */
interface TypedLine {
  readonly key: string;
  readonly line: OneOffLineEntry;
}

const anotherLine = (): TypedLine => ({ key: crypto.randomUUID(), line: EMPTY_LINE });

/** The lines as they are typed, and how many were taken off, after which focus goes to adding one. */
function useTypedLines() {
  const [typed, setTyped] = useState<readonly TypedLine[]>(() => [anotherLine()]);
  const [removals, setRemovals] = useState(0);
  return {
    typed,
    removals,
    add: () => setTyped((before) => [...before, anotherLine()]),
    change: (key: string, to: Partial<OneOffLineEntry>) =>
      setTyped((before) => before.map((one) => (one.key === key ? { key, line: { ...one.line, ...to } } : one))),
    remove: (key: string) => {
      setTyped((before) => before.filter((one) => one.key !== key));
      setRemovals((before) => before + 1);
    },
  };
}

export interface OneOffPaneProps {
  readonly organisation: OrganisationReference;
  readonly name: string;
}

/** Bills an organisation by hand: lines, why, and what it would do, before it is sent for approval. */
export function OneOffPane({ organisation, name }: OneOffPaneProps) {
  const navigate = useNavigate();
  const { typed, removals, ...edit } = useTypedLines();
  const lines = typed.map(({ line }) => line);
  const [reason, setReason] = useState<CorrectionReason | null>(null);
  const [words, setWords] = useState('');
  const [wasTried, setTried] = useState(false);
  const request = oneOffRequest(organisation, lines, { reason, words });
  const preview = usePreview(oneOffRequest(organisation, lines, { reason: reason ?? 'other', words: words || '–' }));
  const ask = useCommand(api.corrections.ask.mutationOptions(), ({ correctionId }) => {
    sayDone('Sent for approval. Nothing is billed until somebody else approves it.');
    void navigate({ to: '/corrections/$correctionId', params: { correctionId: String(correctionId) } });
  });
  const send = () => {
    setTried(true);
    if (request !== undefined && !containsCardNumber(words)) ask.run({ request });
  };
  useShortcuts([{ keys: 'Ctrl+Enter', label: 'Send for approval', run: send }]);
  const wordsProblem = containsCardNumber(words)
    ? CARD_NUMBER_REFUSED
    : wasTried && words.trim() === ''
      ? 'Say why, for the approver and for the organisation.'
      : null;
  return (
    <div className="correction-form">
      <h2>Bill {name} by hand</h2>
      <p className="muted">{CORRECTION_KIND_WORDS['one-off-invoice'].does}</p>
      {typed.map(({ key, line }, at) => (
        <LineFields
          key={key}
          line={line}
          number={at + 1}
          problems={wasTried ? lineProblems(line) : {}}
          change={(to) => edit.change(key, to)}
          {...(typed.length > 1 && { remove: () => edit.remove(key) })}
        />
      ))}
      <Button
        key={removals}
        kind="quiet"
        takesFocus={removals > 0}
        icon={<Plus aria-hidden="true" />}
        onPress={edit.add}
      >
        Another LPA
      </Button>
      <ChoiceField
        label="Reason"
        none="Choose a reason"
        selected={reason}
        choices={REASONS.map((id) => ({ id, title: REASON_WORDS[id] }))}
        onSelect={setReason}
      />
      {wasTried && reason === null && <p className="correction-field-problem">Choose a reason.</p>}
      <TextArea
        label="Why, in words"
        hint="The approver reads this, and it is kept with the correction."
        value={words}
        onChange={setWords}
        problem={wordsProblem}
        maxLength={500}
      />
      {preview.data !== undefined && <CorrectionEffectView preview={preview.data} />}
      {ask.problem !== null && <ProblemNotice problem={ask.problem} />}
      <footer className="pane-foot">
        <Button kind="primary" keys="Ctrl Enter" isPending={ask.status === 'sending'} onPress={send}>
          Send for approval
        </Button>
      </footer>
    </div>
  );
}
