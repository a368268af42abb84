import { DateField } from '../ui/date-field.tsx';
import { TextArea } from '../ui/text-area.tsx';
import type { useSuccessionEntry } from './use-succession-entry.ts';

/** The day and the reason of a merger or split. */
export function SuccessionFields({ entry, problems, change }: ReturnType<typeof useSuccessionEntry>) {
  return (
    <>
      <DateField
        label="From"
        hint="Carried out when this day begins, or at once for a day that is past."
        value={entry.effectiveOn}
        onChange={(effectiveOn) => change({ effectiveOn })}
        problem={problems.day}
      />
      <TextArea
        label="Why"
        rows={2}
        maxLength={300}
        value={entry.reason}
        onChange={(reason) => change({ reason })}
        problem={problems.why}
      />
    </>
  );
}
