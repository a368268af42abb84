import './skeleton.css';

export interface SkeletonProps {
  /** How many lines the waiting thing has, so that nothing jumps when it comes. */
  readonly lines?: number;
  readonly label?: string;
}

/** Stands where something is loading. Unseen for the first 150 ms: what is quick never flickers. */
export function Skeleton({ lines = 3, label = 'Loading' }: SkeletonProps) {
  return (
    <div className="skeleton">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="skeleton-line" aria-hidden="true" />
      ))}
    </div>
  );
}
