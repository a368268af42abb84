import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import './choice-field.css';
import './text-field.css';

export interface SelectFieldProps<Id extends string> {
  readonly label: string;
  readonly selected: Id;
  readonly choices: readonly { readonly id: Id; readonly title: string }[];
  readonly onSelect: (id: Id) => void;
}

/** One of several, always one, as a field of a form. */
export function SelectField<Id extends string>({ label, selected, choices, onSelect }: SelectFieldProps<Id>) {
  const id = useId();
  const select = (value: string) => {
    const chosen = choices.find((choice) => choice.id === value);
    if (chosen !== undefined) onSelect(chosen.id);
  };
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <span className="choice">
        <select id={id} className="choice-list" value={selected} onChange={(event) => select(event.target.value)}>
          {choices.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.title}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden="true" className="choice-arrow" />
      </span>
    </div>
  );
}
