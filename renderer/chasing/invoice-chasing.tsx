import { useQuery } from '@tanstack/react-query';
import { Check, CirclePause, Clock, Minus, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import type { InvoiceNumber } from '../../shared/checked-reference.ts';
import type { ChaseOutcome, ChasingRecord, ChasingStep, InvoiceHold } from '../../shared/contracts/chasing.ts';
import { formatLocalDate } from '../../shared/local-date.ts';
import { api } from '../api/client.ts';
import { RecordQuery } from '../shell/record-query.tsx';
import { useMay } from '../shell/staff.tsx';
import { Button } from '../ui/button.tsx';
import { Section } from '../ui/section.tsx';
import { STOP_WORDS, stepWords } from './chasing-words.ts';
import { HoldForm } from './hold-form.tsx';
import { LiftForm } from './lift-form.tsx';
import './invoice-chasing.css';

function HeldNotice({ hold }: { readonly hold: InvoiceHold }) {
  return (
    <p className="chasing-held">
      Held until {formatLocalDate(hold.until)} by {hold.by}: {hold.reason}
    </p>
  );
}

const ICONS: Readonly<Record<ChaseOutcome, LucideIcon>> = { sent: Check, referred: Check, 'passed-over': Minus };

function StepIcon({ step }: { readonly step: ChasingStep }) {
  const Icon = step.done === null ? Clock : ICONS[step.done.outcome];
  return <Icon aria-hidden="true" />;
}

function Steps({ steps, stoppedBy }: Pick<ChasingRecord, 'steps' | 'stoppedBy'>) {
  return (
    <ol className="chasing-steps">
      {steps.map((step) => (
        <li key={step.step} className="chasing-step">
          <StepIcon step={step} />
          <span>
            {step.title}
            <span className="muted chasing-when">{stepWords(step, stoppedBy !== null)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

function Holding({ number, record }: { readonly number: InvoiceNumber; readonly record: ChasingRecord }) {
  const [isOpen, setOpen] = useState(false);
  const mayHold = useMay('chasing.hold');
  const close = () => setOpen(false);
  if (!mayHold || record.stoppedBy === 'paid') return null;
  if (isOpen)
    return record.hold === null ? (
      <HoldForm number={number} onClose={close} />
    ) : (
      <LiftForm number={number} onClose={close} />
    );
  return (
    <div>
      <Button icon={<CirclePause aria-hidden="true" />} onPress={() => setOpen(true)}>
        {record.hold === null ? 'Hold: disputed, or given time' : 'Lift the hold'}
      </Button>
    </div>
  );
}

function PastHolds({ holds }: { readonly holds: ChasingRecord['pastHolds'] }) {
  if (holds.length === 0) return null;
  return (
    <ul className="chasing-past">
      {holds.map((hold) => (
        <li key={hold.at} className="muted">
          Was held until {formatLocalDate(hold.until)} by {hold.by}: {hold.reason}. Lifted by {hold.liftedBy}:{' '}
          {hold.liftedBecause}
        </li>
      ))}
    </ul>
  );
}

/** What was done about an unpaid invoice and what comes next, and the hold that stops it. */
export function InvoiceChasing({ number }: { readonly number: InvoiceNumber }) {
  const query = useQuery(api.chasing.get.queryOptions({ number }));
  return (
    <Section title="Reminders and demands">
      <RecordQuery query={query}>
        {(record) => (
          <div className="chasing">
            {record.hold !== null && <HeldNotice hold={record.hold} />}
            {record.hold === null && record.stoppedBy !== null && (
              <p className="muted">{STOP_WORDS[record.stoppedBy]}</p>
            )}
            {(record.stoppedBy !== 'paid' || record.steps.some(({ done }) => done !== null)) && (
              <Steps steps={record.steps} stoppedBy={record.stoppedBy} />
            )}
            <Holding number={number} record={record} />
            <PastHolds holds={record.pastHolds} />
          </div>
        )}
      </RecordQuery>
    </Section>
  );
}
