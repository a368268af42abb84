import type { ReactNode } from 'react';
import './description-list.css';

export interface Description {
  readonly term: string;
  readonly value: ReactNode;
}

/** Facts about one thing, name and value. */
export function DescriptionList({ of }: { readonly of: readonly Description[] }) {
  return (
    <dl className="descriptions">
      {of.map(({ term, value }) => (
        <div key={term} className="description">
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
