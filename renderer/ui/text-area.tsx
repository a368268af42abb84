import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import './text-field.css';
import './text-area.css';

export interface TextAreaProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  /** What is wrong and how to put it right; null when nothing is. */
  readonly problem?: string | null;
  readonly maxLength?: number;
  readonly rows?: number;
  /** Has focus from the start: the field somebody has just asked for. */
  readonly takesFocus?: boolean;
}

/** A labelled box for a sentence or several, with its hint and its error. */
export function TextArea(props: TextAreaProps) {
  const { label, value, onChange, hint, problem = null, maxLength, rows = 3, takesFocus = false } = props;
  return (
    <AriaTextField
      className="field field-wide"
      value={value}
      onChange={onChange}
      isInvalid={problem !== null}
      {...(maxLength !== undefined && { maxLength })}
      {...(takesFocus && { autoFocus: true })}
    >
      <Label className="field-label">{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error">{problem}</FieldError>
      <AriaTextArea className="field-box field-area" rows={rows} />
    </AriaTextField>
  );
}
