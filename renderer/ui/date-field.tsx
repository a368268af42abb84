import { useId } from 'react';
import './text-field.css';

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

/** A calendar day, in the browser's own field: typed by keyboard in the reader's order of day and month. */
export function DateField({ label, value, onChange, hint, problem = null, min }: DateFieldProps) {
  const id = useId();
  const [hintId, problemId] = [`${id}-hint`, `${id}-problem`];
  const described = [...(hint === undefined ? [] : [hintId]), ...(problem === null ? [] : [problemId])].join(' ');
  return (
    <div className="field field-narrow" {...(problem !== null && { 'data-invalid': true })}>
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
    </div>
  );
}
