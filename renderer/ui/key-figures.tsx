import type { ReactNode } from 'react';
import type { Tone } from './tone.ts';
import { Explained } from './explained.tsx';
import './key-figures.css';

export interface KeyFigure {
  readonly label: string;
  readonly value: ReactNode;
  readonly tone?: Tone;
  /** A few words under the figure. */
  readonly note?: ReactNode;
  /** What the figure is made of, preferably as links; shown on hover, F1, or a press. */
  readonly explanation?: ReactNode;
}

/** The two or three figures that matter on a record, big. */
export function KeyFigures({ figures }: { readonly figures: readonly KeyFigure[] }) {
  return (
    <dl className="key-figures">
      {figures.map((figure) => (
        <div key={figure.label} className="key-figure">
          <dt className="key-figure-label">{figure.label}</dt>
          <dd className={`key-figure-value figures tone-${figure.tone ?? 'neutral'}${figure.tone ? ' toned' : ''}`}>
            {figure.explanation === undefined ? (
              figure.value
            ) : (
              <Explained name={figure.label} explanation={figure.explanation}>
                {figure.value}
              </Explained>
            )}
          </dd>
          {figure.note !== undefined && <dd className="key-figure-note">{figure.note}</dd>}
        </div>
      ))}
    </dl>
  );
}
