import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Section } from '../ui/section.tsx';
import { recentOrganisations } from './recent-places.ts';

/** The organisations opened at this desk lately, for the caller who rings again. */
export function RecentOrganisations() {
  const [recent] = useState(recentOrganisations);
  if (recent.length === 0) return null;
  return (
    <Section title="Opened lately">
      <ul className="card recent">
        {recent.map(({ reference, name }) => (
          <li key={reference}>
            <Link to="/organisations/$reference" params={{ reference }} className="recent-link">
              <span>{name}</span>
              <span className="reference muted">{reference}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
