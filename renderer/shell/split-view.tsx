import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { useShortcuts } from './shortcuts.ts';
import './split-view.css';

export interface SplitViewProps {
  readonly children: ReactNode;
  /** What the pane shows; null when it is closed. */
  readonly pane: ReactNode | null;
  /** Names the pane. */
  readonly paneTitle: string;
  /** Esc in the pane, or its cross. The list takes focus back. */
  readonly onClosePane: () => void;
}

/** A list with its record beside it, so that nobody loses their place. */
export function SplitView({ children, pane, paneTitle, onClosePane }: SplitViewProps) {
  const close = { keys: 'Escape', label: 'Close the pane', run: onClosePane };
  useShortcuts(pane === null ? [] : [close]);
  return (
    <div className="split">
      <div className="split-list">{children}</div>
      {pane !== null && (
        <section className="pane" aria-label={paneTitle}>
          <div className="pane-bar">
            <span className="muted small">{paneTitle}</span>
            <Button
              kind="quiet"
              square
              aria-label="Close the pane"
              icon={<X aria-hidden="true" />}
              onPress={onClosePane}
            />
          </div>
          <div className="pane-body">{pane}</div>
        </section>
      )}
    </div>
  );
}
