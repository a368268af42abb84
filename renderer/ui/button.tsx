import { useEffect, useRef, type ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import './button.css';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  /** `primary`: the one action of this view. `quiet`: an action in passing. `danger`: what cannot be taken back. */
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  /** Square, for an icon alone; then `aria-label` is needed. */
  readonly square?: boolean;
  readonly icon?: ReactNode;
  readonly children?: ReactNode;
  /** The keys that press it, shown beside the words. */
  readonly keys?: string;
  /** Has focus from the start: the answer to a dialog, the one button of a screen. */
  readonly takesFocus?: boolean;
}

function classOf(kind: string, square: boolean, isPending: boolean): string {
  return `button button-${kind}${square ? ' button-square' : ''}${isPending ? ' button-pending' : ''}`;
}

/**
 * A button. While `isPending` it keeps its place and its focus, and cannot be pressed. React Aria's own pending is not
 * used: it announces the button seconds later by an id that may be gone by then.
 */
export function Button(props: ButtonProps) {
  const {
    kind = 'plain',
    square = false,
    icon,
    children,
    keys,
    takesFocus = false,
    isPending = false,
    ...rest
  } = props;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (takesFocus) button.current?.focus();
  }, [takesFocus]);
  return (
    <AriaButton
      ref={button}
      {...rest}
      {...(isPending && { 'aria-disabled': true, onPress: () => undefined })}
      className={classOf(kind, square, isPending)}
    >
      {icon}
      {children !== undefined && <span className="button-words">{children}</span>}
      {keys !== undefined && (
        <kbd className="button-keys" aria-hidden="true">
          {keys}
        </kbd>
      )}
    </AriaButton>
  );
}
