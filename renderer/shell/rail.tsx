import { Link } from '@tanstack/react-router';
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { makeSwitch, useStored } from '../stored-preference.ts';
import { Button } from '../ui/button.tsx';
import { railEntriesFor } from './rail-entries.ts';
import { useStaff } from './staff.tsx';
import { useWaitingCounts } from './use-waiting-counts.ts';
import './rail.css';

/** Whether the rail shows words beside its icons; remembered on this machine. */
const railWords = makeSwitch('rail-words', 'on');

/** The places this person may open, with a count where work waits. */
export function Rail() {
  const entries = railEntriesFor(useStaff().permissions);
  const counts = useWaitingCounts();
  const withWords = useStored(railWords) === 'on';
  return (
    <nav className={withWords ? 'rail' : 'rail rail-narrow'} aria-label="Places">
      <ul className="rail-list">
        {entries.map(({ to, title, icon: Icon }) => {
          const count = counts[to] ?? 0;
          return (
            <li key={to}>
              <Link to={to} className="rail-link" activeOptions={{ exact: to === '/' }} title={title}>
                <Icon aria-hidden="true" />
                <span className="rail-word">{title}</span>
                {count > 0 && (
                  <span className="rail-count figures">
                    {count}
                    <span className="visually-hidden"> waiting</span>
                  </span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
      <Button
        kind="quiet"
        square
        aria-label={withWords ? 'Narrow the side bar' : 'Widen the side bar'}
        icon={withWords ? <PanelLeftClose aria-hidden="true" /> : <PanelLeftOpen aria-hidden="true" />}
        onPress={() => railWords.set(withWords ? 'off' : 'on')}
      />
    </nav>
  );
}
