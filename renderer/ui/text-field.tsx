import type { InputHTMLAttributes, ReactNode, Ref } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import './text-field.css';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  /** What is wrong and how to put it right; null when nothing is. */
  readonly problem?: string | null;
  readonly id?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly inputMode?: InputHTMLAttributes<HTMLInputElement>['inputMode'];
  readonly maxLength?: number;
  readonly autoFocus?: boolean;
  /** Stands inside the box, before the text: a £ sign. */
  readonly before?: ReactNode;
  readonly narrow?: boolean;
}

/** A labelled line of text with its hint and its error, tied together for screen readers. */
export function TextField(props: TextFieldProps) {
  const { label, hint, problem = null, inputRef, before, narrow = false, value, onChange } = props;
  return (
    <AriaTextField
      className={narrow ? 'field field-narrow' : 'field'}
      value={value}
      onChange={onChange}
      isInvalid={problem !== null}
      {...(props.id !== undefined && { id: props.id })}
      {...(props.inputMode !== undefined && { inputMode: props.inputMode })}
      {...(props.maxLength !== undefined && { maxLength: props.maxLength })}
      {...(props.autoFocus !== undefined && { autoFocus: props.autoFocus })}
      autoComplete="off"
    >
      <Label className="field-label">{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error">{problem}</FieldError>
      <span className="field-box">
        {before !== undefined && <span className="field-before">{before}</span>}
        <Input className="field-input" {...(inputRef !== undefined && { ref: inputRef })} />
      </span>
    </AriaTextField>
  );
}
