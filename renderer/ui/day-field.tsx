import { useId } from 'react';
import { isLocalDate, type LocalDate } from '../../shared/local-date.ts';
import './day-field.css';

export interface DayFieldProps {
  readonly label: string;
  readonly selected: LocalDate | null;
  /** Told a whole day, or null when the field is emptied; never a day half typed. */
  readonly onSelect: (day: LocalDate | null) => void;
}

/** One day, in the system's own field: typed or picked, in the order of day, month and year that people here write. */
export function DayField({ label, selected, onSelect }: DayFieldProps) {
  const id = useId();
  return (
    <span className={selected === null ? 'day-field' : 'day-field day-field-chosen'}>
      <label htmlFor={id}>{label}</label>
      <input
        // The browser keeps what is half typed; another day from outside begins the field anew.
        key={selected ?? ''}
        id={id}
        type="date"
        lang="en-GB"
        defaultValue={selected ?? ''}
        onChange={(event) => {
          const { value, validity } = event.target;
          if (value === '' && !validity.badInput) onSelect(null);
          else if (isLocalDate(value) && value >= '2000-01-01') onSelect(value);
        }}
      />
    </span>
  );
}
