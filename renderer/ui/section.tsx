import { useId, type ReactNode } from 'react';
import './section.css';

export interface SectionProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Beside the title: a segmented control, a quiet button. */
  readonly aside?: ReactNode;
}

/** A titled part of a record. */
export function Section({ title, children, aside }: SectionProps) {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
