import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import './choice-field.css';

export interface ChoiceFieldProps<Id extends string> {
  readonly label: string;
  readonly selected: Id | null;
  /** What stands for no choice: 'Any kind'. */
  readonly none: string;
  readonly choices: readonly { readonly id: Id; readonly title: string }[];
  readonly onSelect: (id: Id | null) => void;
}

/** One of several, or none, in a native list: the quickest by keyboard, and known to every screen reader. */
export function ChoiceField<Id extends string>({ label, selected, none, choices, onSelect }: ChoiceFieldProps<Id>) {
  const id = useId();
  return (
    <span className="choice">
      <label className="visually-hidden" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className={selected === null ? 'choice-list' : 'choice-list choice-made'}
        value={selected ?? ''}
        onChange={(event) => onSelect(choices.find((choice) => choice.id === event.target.value)?.id ?? null)}
      >
        <option value="">{none}</option>
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.title}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden="true" className="choice-arrow" />
    </span>
  );
}
