import { useId } from 'react';
import { formatLocalDate, LocalDateSchema } from '../../shared/local-date.ts';
import './text-field.css';
import './date-field.css';

export interface DateFieldProps {
  readonly label: string;
  /** 'YYYY-MM-DD', or empty. */
  readonly value: string;
  /** Given 'YYYY-MM-DD' for a real day, else empty. */
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  /** What is wrong and how to put it right; null when nothing is. */
  readonly problem?: string | null;
  readonly min?: string;
}

/**
 * A calendar day, in the browser's own field. The browser decides whether the day or the month comes first there, so
 * the day that was understood stands beside it in words.
 */
export function DateField({ label, value, onChange, hint, problem = null, min }: DateFieldProps) {
  const id = useId();
  const [hintId, problemId] = [`${id}-hint`, `${id}-problem`];
  const day = LocalDateSchema.safeParse(value);
  const described = [...(hint === undefined ? [] : [hintId]), ...(problem === null ? [] : [problemId])].join(' ');
  return (
    <div className="field" {...(problem !== null && { 'data-invalid': true })}>
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {hint !== undefined && (
        <span id={hintId} className="field-hint">
          {hint}
        </span>
      )}
      {problem !== null && (
        <span id={problemId} className="field-error">
          {problem}
        </span>
      )}
      <span className="field-day">
        <span className="field-box">
          <input
            id={id}
            type="date"
            className="field-input"
            value={value}
            min={min}
            aria-invalid={problem !== null}
            {...(described !== '' && { 'aria-describedby': described })}
            onChange={(event) => onChange(event.target.value)}
          />
        </span>
        {day.success && <span className="muted">{formatLocalDate(day.data)}</span>}
      </span>
    </div>
  );
}
