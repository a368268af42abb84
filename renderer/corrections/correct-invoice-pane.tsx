import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { InvoiceNumber } from '../../shared/checked-reference.ts';
import { FEE_KINDS, type InvoiceLineRow } from '../../shared/contracts/billing.ts';
import { CORRECTION_REASONS, type CorrectionReason } from '../../shared/contracts/corrections.ts';
import { REASON_WORDS } from '../../shared/correction-reasons.ts';
import { formatPounds, sumPence } from '../../shared/money.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { FEE_WORDS } from '../billing/fee-words.ts';
import { counted } from '../grid/selection-bar.tsx';
import { sayDone } from '../shell/notices.ts';
import { RecordQuery } from '../shell/record-query.tsx';
import { useShortcuts } from '../shell/shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { ChoiceField } from '../ui/choice-field.tsx';
import '../ui/pane-foot.css';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Spoken } from '../ui/spoken.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { TextField } from '../ui/text-field.tsx';
import { fetchAllLines } from './all-lines.ts';
import {
  canBeCorrected,
  draftProblems,
  EMPTY_DRAFT,
  INVOICE_CORRECTIONS,
  leftOf,
  requestOf,
  usualReason,
  type CorrectionDraft,
  type DraftProblems,
} from './correction-draft.ts';
import { CorrectionEffectView } from './correction-effect.tsx';
import { CORRECTION_KIND_WORDS } from './correction-words.ts';
import './corrections.css';
import { usePreview } from './use-preview.ts';

const LPA = ['LPA', 'LPAs'] as const;
const KINDS = INVOICE_CORRECTIONS.map((id) => ({ id, title: CORRECTION_KIND_WORDS[id].act }));
const FEES = FEE_KINDS.map((id) => ({ id, title: FEE_WORDS[id] }));

export interface CorrectInvoicePaneProps {
  readonly number: InvoiceNumber;
  /** The lines chosen in the list; none means every line that can still be corrected. */
  readonly chosen: readonly InvoiceLineRow[];
  /** The one line that is meant where none is chosen in the list; every line where that is not known either. */
  readonly onlyLine: number | undefined;
  /** What is known from elsewhere: of a difference that finance came from. */
  readonly initial: Partial<CorrectionDraft>;
  readonly onAsked: (correctionId: number) => void;
}

/** Asks for a correction of an invoice: what kind, of which lines, why; and shows what it would do before it is sent. */
export function CorrectInvoicePane({ number, chosen, onlyLine, initial, onAsked }: CorrectInvoicePaneProps) {
  const all = useQuery({ queryKey: ['lines to correct', number], queryFn: () => fetchAllLines(number) });
  // What is typed stays while lines are chosen beside it.
  const [draft, setDraft] = useState<CorrectionDraft>({ ...EMPTY_DRAFT, ...initial });
  const [wasTried, setTried] = useState(false);
  const lines = chosen.length > 0 ? chosen : (all.data ?? []).filter(canBeCorrected).filter(isMeant(onlyLine));
  const change = (to: Partial<CorrectionDraft>) => setDraft((before) => ({ ...before, ...to }));
  const problems = wasTried ? draftProblems(draft, lines.length) : {};
  const request = requestOf(draft, number, lines);
  const preview = usePreview(requestOf(asIfExplained(draft), number, lines));
  const ask = useCommand(api.corrections.ask.mutationOptions(), ({ correctionId }) => {
    sayDone('Sent for approval. No bill changes until somebody else approves it.');
    onAsked(correctionId);
  });
  const send = () => {
    setTried(true);
    if (request !== undefined) ask.run({ request });
  };
  useShortcuts([{ keys: 'Ctrl+Enter', label: 'Send for approval', run: send }]);
  return (
    <div className="correction-form">
      <h2>Put invoice {number} right</h2>
      <Segmented
        label="How"
        selected={draft.kind}
        choices={KINDS}
        onSelect={(kind) => change({ kind, reason: usualReason(kind) })}
      />
      <p className="muted">{CORRECTION_KIND_WORDS[draft.kind].does}</p>
      {chosen.length > 0 ? (
        <WhichLines lines={lines} isAll={false} problem={problems.lines ?? null} />
      ) : (
        <RecordQuery query={all} lines={1}>
          {() => <WhichLines lines={lines} isAll={onlyLine === undefined} problem={problems.lines ?? null} />}
        </RecordQuery>
      )}
      <KindFields draft={draft} problems={problems} change={change} />
      <Why draft={draft} problems={problems} change={change} />
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

const isMeant =
  (onlyLine: number | undefined) =>
  ({ lineId }: InvoiceLineRow): boolean =>
    onlyLine === undefined || lineId === onlyLine;

/** What it does can be seen before it is said why. */
function asIfExplained(draft: CorrectionDraft): CorrectionDraft {
  return { ...draft, reason: draft.reason ?? 'other', words: draft.words || '–' };
}

interface WhichLinesProps {
  readonly lines: readonly InvoiceLineRow[];
  readonly isAll: boolean;
  readonly problem: string | null;
}

function WhichLines({ lines, isAll, problem }: WhichLinesProps) {
  const what = `${counted(lines.length, LPA)}, ${formatPounds(sumPence(lines.map(leftOf)))} charged and not credited`;
  return (
    <Spoken>
      <strong>{isAll ? 'The whole invoice' : 'The chosen lines'}</strong>: {what}.{' '}
      {isAll && <span className="muted">Choose lines in the list to put only those right.</span>}
      {problem !== null && <span className="correction-field-problem">{problem}</span>}
    </Spoken>
  );
}

interface FieldsProps {
  readonly draft: CorrectionDraft;
  readonly problems: DraftProblems;
  readonly change: (to: Partial<CorrectionDraft>) => void;
}

function FieldProblem({ problem }: { readonly problem: string | undefined }) {
  return problem === undefined ? null : <p className="correction-field-problem">{problem}</p>;
}

function KindFields({ draft, problems, change }: FieldsProps) {
  if (draft.kind === 'credit-note') {
    return (
      <TextField
        label="Credit of each line"
        hint="Leave it empty to credit all that is left of each."
        before="£"
        narrow
        inputMode="decimal"
        value={draft.amount}
        onChange={(amount) => change({ amount })}
        problem={problems.amount ?? null}
        maxLength={12}
      />
    );
  }
  if (draft.kind === 'move-registration') {
    return (
      <TextField
        label="Right organisation"
        hint="Its reference, such as ORG104233K."
        narrow
        value={draft.to}
        onChange={(to) => change({ to })}
        problem={problems.to ?? null}
        maxLength={20}
      />
    );
  }
  const fee = (
    <ChoiceField
      label="Kind of fee it should be"
      none={draft.kind === 'reissue' ? 'The same kind of fee' : 'Choose the right kind of fee'}
      selected={draft.feeKind}
      choices={FEES}
      onSelect={(feeKind) => change({ feeKind })}
    />
  );
  if (draft.kind === 'debit-correction') {
    return (
      <>
        {fee}
        <FieldProblem problem={problems.feeKind} />
      </>
    );
  }
  return (
    <>
      <Checkbox isSelected={draft.leaveOut} onChange={(leaveOut) => change({ leaveOut })}>
        Leave the chosen lines out of the new invoice
      </Checkbox>
      {!draft.leaveOut && (
        <>
          {fee}
          <TextField
            label="Their reference"
            hint="Leave it empty to keep what each line has."
            value={draft.ownReference}
            onChange={(ownReference) => change({ ownReference })}
            maxLength={60}
          />
        </>
      )}
    </>
  );
}

function Why({ draft, problems, change }: FieldsProps) {
  const reasons: readonly CorrectionReason[] = CORRECTION_REASONS[draft.kind];
  return (
    <>
      <ChoiceField
        label="Reason"
        none="Choose a reason"
        selected={draft.reason as CorrectionReason | null}
        choices={reasons.map((id) => ({ id, title: REASON_WORDS[id] }))}
        onSelect={(reason) => change({ reason })}
      />
      <FieldProblem problem={problems.reason} />
      <TextArea
        label="Why, in words"
        hint="The approver reads this, and it is kept with the correction."
        value={draft.words}
        onChange={(words) => change({ words })}
        problem={problems.words ?? null}
        maxLength={500}
      />
    </>
  );
}
