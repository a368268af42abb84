import type { BillRunRecord } from '../../shared/contracts/bill-runs.ts';
import { formatPounds, pence, type Pence } from '../../shared/money.ts';
import { KeyFigures, type KeyFigure } from '../ui/key-figures.tsx';

const count = (n: number): string => n.toLocaleString('en-GB');

function compared(now: Pence, then: BillRunRecord['last'], what: string): string {
  if (then === null) return `No ${what} to compare`;
  const change = now - then.total;
  const by = formatPounds(pence(Math.abs(change)));
  return change === 0 ? `As the ${what}` : `${by} ${change > 0 ? 'more' : 'less'} than the ${what}`;
}

/** What the run comes to, beside the last one and the same of a year ago. */
export function BillRunFigures({ run }: { readonly run: BillRunRecord }) {
  const { ready, late, last, yearAgo } = run;
  const figures: KeyFigure[] = [
    {
      label: run.state === 'issued' ? 'Issued' : 'To issue',
      value: formatPounds(ready.total),
      note: compared(ready.total, last, 'last period'),
    },
    {
      label: 'Bills',
      value: count(ready.bills),
      note: last === null ? 'Each to one organisation' : `${count(last.organisations)} last period`,
    },
    {
      label: 'LPAs',
      value: count(ready.lines),
      note: late.lines === 0 ? 'All of this period' : `${count(late.lines)} of earlier periods`,
    },
    {
      label: 'A year ago',
      value: yearAgo === null ? '–' : formatPounds(yearAgo.total),
      note: yearAgo === null ? 'Nothing was billed by a run' : `${count(yearAgo.lines)} LPAs`,
    },
  ];
  return <KeyFigures figures={figures} />;
}
