import { useRef, useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Dialog } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { useRestingPointer, type RestingPointer } from './use-resting-pointer.ts';
import './explained.css';

export interface ExplainedProps {
  /** What the figure is called, for the popover's name. */
  readonly name: string;
  readonly explanation: ReactNode;
  readonly children: ReactNode;
}

interface ExplanationProps {
  readonly title: string;
  readonly isAsked: boolean;
  readonly pointer: RestingPointer;
  readonly children: ReactNode;
}

function Explanation({ title, isAsked, pointer, children }: ExplanationProps) {
  if (isAsked) {
    return (
      <Dialog aria-label={title} className="explained-body">
        {children}
      </Dialog>
    );
  }
  return (
    <div className="explained-body" onPointerEnter={pointer.enter} onPointerLeave={pointer.leave}>
      {children}
    </div>
  );
}

/** A figure that explains itself: rest the pointer on it, press it, or F1 while it has focus. Esc closes. */
export function Explained({ name, explanation, children }: ExplainedProps) {
  // Shown by a pointer it must not take the focus from whoever is typing; asked for, it takes it.
  const [shown, setShown] = useState<'no' | 'beside' | 'asked'>('no');
  const trigger = useRef<HTMLButtonElement>(null);
  const ask = () => setShown('asked');
  const pointer = useRestingPointer(
    () => setShown((now) => (now === 'no' ? 'beside' : now)),
    () => setShown((now) => (now === 'beside' ? 'no' : now)),
  );

  return (
    <>
      <Button
        ref={trigger}
        className="explained-trigger"
        aria-haspopup="dialog"
        onPress={ask}
        onHoverStart={pointer.enter}
        onHoverEnd={pointer.leave}
        onKeyDown={(event) => (event.key === 'F1' ? ask() : event.continuePropagation())}
      >
        {children}
        <span className="visually-hidden">: what it is made of</span>
      </Button>
      <Popover
        className="explained-popover"
        triggerRef={trigger}
        isNonModal={shown === 'beside'}
        isOpen={shown !== 'no'}
        onOpenChange={(open) => setShown(open ? 'asked' : 'no')}
        placement="bottom start"
      >
        <Explanation title={`${name}: what it is made of`} isAsked={shown === 'asked'} pointer={pointer}>
          {explanation}
        </Explanation>
      </Popover>
    </>
  );
}
