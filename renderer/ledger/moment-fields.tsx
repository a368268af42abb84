import { useId } from 'react';
import { formatLondonTime, type Instant } from '../../shared/instant.ts';
import { londonDay } from '../../shared/local-date.ts';
import { DayField } from '../ui/day-field.tsx';
import { londonMoment } from './london-moment.ts';

interface MomentFieldsProps {
  readonly at: Instant;
  readonly onSelect: (at: Instant) => void;
}

/** A day and a time on London clocks, in the system's own fields. What is half typed changes nothing. */
export function MomentFields({ at, onSelect }: MomentFieldsProps) {
  const id = useId();
  const [day, time] = [londonDay(new Date(at)), formatLondonTime(at)];
  return (
    <>
      <DayField label="Date" selected={day} onSelect={(to) => to !== null && onSelect(londonMoment(to, time))} />
      <span className="day-field">
        <label htmlFor={id}>Time</label>
        <input
          key={time}
          id={id}
          type="time"
          defaultValue={time}
          onChange={({ target }) => target.value !== '' && onSelect(londonMoment(day, target.value))}
        />
      </span>
    </>
  );
}
