import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import './segmented.css';

export interface SegmentedProps<Id extends string> {
  readonly label: string;
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
  readonly choices: readonly { readonly id: Id; readonly title: string }[];
}

/** One of a few, all in sight. Arrows move, Space chooses. */
export function Segmented<Id extends string>({ label, selected, onSelect, choices }: SegmentedProps<Id>) {
  return (
    <ToggleButtonGroup
      className="segmented"
      aria-label={label}
      disallowEmptySelection
      selectedKeys={[selected]}
      onSelectionChange={(keys) => {
        const chosen = choices.find((choice) => keys.has(choice.id));
        if (chosen !== undefined && chosen.id !== selected) onSelect(chosen.id);
      }}
    >
      {choices.map((choice) => (
        <ToggleButton key={choice.id} id={choice.id} className="segment">
          {choice.title}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
