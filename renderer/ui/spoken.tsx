import type { ReactNode } from 'react';

export interface SpokenProps {
  readonly className?: string;
  readonly children: ReactNode;
}

/** A live region: what appears in it is read out when there is a pause. It must be there before its words are. */
export function Spoken({ className, children }: SpokenProps) {
  return (
    <div className={className} aria-live="polite">
      {children}
    </div>
  );
}
