import { CircleAlert } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Problem } from '../api/problem.ts';
import { CopyButton } from './copy-button.tsx';
import './problem-notice.css';

export interface ProblemNoticeProps {
  readonly problem: Problem;
  /** What can be done about it here: a button, a link. */
  readonly children?: ReactNode;
  /** True for what answers an action: focus comes here, and it is read out. False for a part that would not load. */
  readonly takesFocus?: boolean;
}

/** What happened, what it means for the money, the next step, and the request number to copy. */
export function ProblemNotice({ problem, children, takesFocus = true }: ProblemNoticeProps) {
  const box = useRef<HTMLDivElement>(null);
  const { what, money, next } = problem.words;
  useEffect(() => {
    if (takesFocus && what !== '') box.current?.focus();
  }, [what, takesFocus]);

  return (
    <div
      ref={box}
      className="problem"
      role={takesFocus ? 'alert' : 'group'}
      aria-label="There is a problem"
      tabIndex={-1}
    >
      <CircleAlert aria-hidden="true" className="problem-icon" />
      <div className="problem-words">
        <p className="problem-what">{what}</p>
        <p>{money}</p>
        <p>{next}</p>
        {children}
        {problem.requestId !== null && (
          <p className="problem-request">
            Request number <code>{problem.requestId}</code>
            <CopyButton text={problem.requestId} what="request number" />
          </p>
        )}
      </div>
    </div>
  );
}
