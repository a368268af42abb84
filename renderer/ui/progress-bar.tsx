import { ProgressBar as AriaProgressBar } from 'react-aria-components/ProgressBar';
import './progress-bar.css';

export interface ProgressBarProps {
  readonly label: string;
  /** From 0 to 1. */
  readonly share: number;
  /** What is shown and read out for it: '41 of 110 MB'. */
  readonly words: string;
}

/** How far something long has got. */
export function ProgressBar({ label, share, words }: ProgressBarProps) {
  const percent = Math.round(Math.min(Math.max(share, 0), 1) * 100);
  return (
    <AriaProgressBar className="progress" aria-label={label} value={percent} valueLabel={words}>
      <span>{label}</span>
      <span className="figures muted">{words}</span>
      <div className="progress-track">
        <div className="progress-done" style={{ width: `${percent}%` }} />
      </div>
    </AriaProgressBar>
  );
}
