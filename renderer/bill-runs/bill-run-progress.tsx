import type { BillRunRecord } from '../../shared/contracts/bill-runs.ts';
import { Spoken } from '../ui/spoken.tsx';
import { failureSentence } from './bill-run-words.ts';

const WORDS = {
  computing: { doing: 'Working out the bills', of: 'organisations' },
  issuing: { doing: 'Issuing', of: 'invoices' },
} as const;

/** How far a run is that is being worked on, or why it was given up. */
export function BillRunProgress({ run }: { readonly run: BillRunRecord }) {
  if (run.failureCode !== null) {
    return (
      <p className="run-failed">{failureSentence(run.failureCode)} What was not issued is free for the next run.</p>
    );
  }
  if (run.progress === null || (run.state !== 'computing' && run.state !== 'issuing')) return null;
  const { done, of } = run.progress;
  const words = WORDS[run.state];
  const sentence = `${done.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')} ${words.of}`;
  return (
    <div className="run-progress">
      <label htmlFor="run-progress">{words.doing}</label>
      <progress id="run-progress" max={Math.max(of, 1)} value={done} />
      <Spoken className="figures muted">{sentence}</Spoken>
    </div>
  );
}
