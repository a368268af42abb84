import { useRef, type ReactNode } from 'react';
import type { Problem } from '../api/problem.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useShortcuts } from './shortcuts.ts';
import '../ui/pane-foot.css';
import '../ui/pane-form.css';

export interface PaneFormProps {
  readonly title: string;
  readonly children: ReactNode;
  /** The words of its one button. */
  readonly save: string;
  readonly isSaving: boolean;
  readonly problem: Problem | null;
  readonly onSave: () => void;
  /** Beside the button, at the left. */
  readonly aside?: ReactNode;
}

const FIRST_WRONG = '.field[data-invalid] :is(input, textarea)';

/** A form in the pane: its fields, what went wrong, and one button bottom right that Ctrl+Enter presses. */
export function PaneForm({ title, children, save, isSaving, problem, onSave, aside }: PaneFormProps) {
  const form = useRef<HTMLDivElement>(null);
  const run = () => {
    onSave();
    // What is wrong stands there once it is drawn; the first of it takes focus, so that it is read out.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(FIRST_WRONG)?.focus());
  };
  useShortcuts([{ keys: 'Ctrl+Enter', label: save, run }]);
  return (
    <div className="pane-form" ref={form}>
      <h2>{title}</h2>
      {children}
      {problem !== null && <ProblemNotice problem={problem} />}
      <footer className="pane-foot">
        {aside !== undefined && <span className="pane-foot-acts">{aside}</span>}
        <Button kind="primary" keys="Ctrl Enter" isPending={isSaving} onPress={run}>
          {save}
        </Button>
      </footer>
    </div>
  );
}
