import type { DeliveryRecord } from '../../shared/contracts/usage.ts';
import { KeyFigures, type KeyFigure } from '../ui/key-figures.tsx';

/** A batch or file in figures: what was taken in, what was not, and what changed. */
export function DeliveryFigures({ delivery }: { readonly delivery: DeliveryRecord }) {
  const { counts, stillWaiting } = delivery;
  const count = (value: number): string => value.toLocaleString('en-GB');
  const changes = counts.corrected + counts.withdrawn;
  const some: (KeyFigure | false)[] = [
    { label: 'Accepted', value: count(counts.accepted), tone: 'settled' },
    { label: 'Refused', value: count(counts.refused), ...(counts.refused > 0 && { tone: 'needs-you' }) },
    { label: 'Known already', value: count(counts.duplicate) },
    changes > 0 && { label: 'Corrected or withdrawn', value: count(changes) },
    counts.waiting > 0 && {
      label: 'Came before their registration',
      value: count(counts.waiting),
      tone: stillWaiting > 0 ? 'waiting' : 'settled',
      note: stillWaiting > 0 ? `${count(stillWaiting)} still waiting` : 'All applied since',
    },
  ];
  return <KeyFigures figures={some.filter((figure) => figure !== false)} />;
}
