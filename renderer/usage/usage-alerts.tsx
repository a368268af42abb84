import { useQuery } from '@tanstack/react-query';
import { BellRing, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import { ALERT_MEASURES, type RaisedAlert, type UsageAlert } from '../../shared/contracts/usage-alerts.ts';
import { formatLondonDateTime } from '../../shared/instant.ts';
import { formatShortDate } from '../../shared/local-date.ts';
import { api, inBackground } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { RecordQuery } from '../shell/record-query.tsx';
import { useMay } from '../shell/staff.tsx';
import { sayDone } from '../shell/notices.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Section } from '../ui/section.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { StatusPill } from '../ui/status-pill.tsx';
import type { StatusWords } from '../ui/status-words.ts';
import { TextField } from '../ui/text-field.tsx';
import { alertWords, MEASURE_WORDS, readThreshold, valueWords } from './alert-words.ts';

const MEASURES = ALERT_MEASURES.map((id) => ({ id, title: MEASURE_WORDS[id] }));
const OPEN: StatusWords = { word: 'Raised', tone: 'needs-you', icon: BellRing };
const SEEN: StatusWords = { word: 'Seen', tone: 'settled', icon: CircleCheck };

const whose = (of: UsageAlert['organisation']): string => of?.name ?? 'All organisations together';

/** Alerts that were raised, those that are set, and the form that sets one: for one organisation or for all together. */
export function UsageAlerts({ organisation }: { readonly organisation: OrganisationReference | null }) {
  const query = useQuery(api.usage.listAlerts.queryOptions({ organisation }, { trpc: inBackground }));
  const maySet = useMay('usage.watch');
  return (
    <Section title="Alerts">
      <RecordQuery query={query} lines={3}>
        {({ alerts, raised }) => (
          <>
            {raised.length > 0 && (
              <ul className="usage-alerts" aria-label="Alerts that were raised">
                {raised.map((one) => (
                  <Raised key={one.raisedId} raised={one} maySet={maySet} />
                ))}
              </ul>
            )}
            <ul className="usage-alerts" aria-label="Alerts that are set">
              {alerts.map((alert) => (
                <Set key={alert.alertId} alert={alert} maySet={maySet} />
              ))}
            </ul>
            {alerts.length === 0 && <p className="muted">No alert is set{organisation !== null && ' here'}.</p>}
            {maySet && <SetAlertForm organisation={organisation} />}
          </>
        )}
      </RecordQuery>
    </Section>
  );
}

function Raised({ raised, maySet }: { readonly raised: RaisedAlert; readonly maySet: boolean }) {
  const acknowledge = useCommand(api.usage.acknowledgeAlert.mutationOptions());
  const { raisedId, measure, value, threshold, day, acknowledged } = raised;
  return (
    <li>
      <StatusPill status={acknowledged === null ? OPEN : SEEN} />
      <span>
        {whose(raised.organisation)}, {formatShortDate(day)}: {valueWords(measure, value)}; the alert is for{' '}
        {alertWords(measure, threshold)}.
        {acknowledged !== null && ` Seen by ${acknowledged.by}, ${formatLondonDateTime(acknowledged.at)}.`}
        {acknowledge.problem !== null && <ProblemNotice problem={acknowledge.problem} />}
      </span>
      {acknowledged === null && maySet && (
        <Button isPending={acknowledge.status === 'sending'} onPress={() => acknowledge.run({ raisedId })}>
          Acknowledge
        </Button>
      )}
    </li>
  );
}

function Set({ alert, maySet }: { readonly alert: UsageAlert; readonly maySet: boolean }) {
  const words = alertWords(alert.measure, alert.threshold);
  const remove = useCommand(api.usage.removeAlert.mutationOptions(), () => sayDone(`Removed the alert for ${words}`));
  return (
    <li>
      <span className="usage-alert-whose">{whose(alert.organisation)}</span>
      <span>
        Tells of {words}. Set by {alert.setBy}.{remove.problem !== null && <ProblemNotice problem={remove.problem} />}
      </span>
      {maySet && (
        <Button
          kind="quiet"
          aria-label={`Remove the alert for ${words} of ${whose(alert.organisation)}`}
          isPending={remove.status === 'sending'}
          onPress={() => remove.run({ alertId: alert.alertId })}
        >
          Remove
        </Button>
      )}
    </li>
  );
}

function SetAlertForm({ organisation }: { readonly organisation: OrganisationReference | null }) {
  const [measure, setMeasure] = useState<UsageAlert['measure']>('registrations-in-a-day');
  const [typed, setTyped] = useState('');
  const [wasTried, setTried] = useState(false);
  const set = useCommand(api.usage.setAlert.mutationOptions(), () => {
    setTyped('');
    setTried(false);
    sayDone('Alert set');
  });
  const threshold = readThreshold(measure, typed);
  const send = () => {
    setTried(true);
    if (threshold !== null) set.run({ organisation, measure, threshold });
  };
  const wrong = measure === 'next-bill' ? 'Type an amount above nothing, like 1,200.' : 'Type a whole number, like 40.';
  return (
    <form
      className="usage-alert-form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Segmented label="What to be told of" selected={measure} onSelect={setMeasure} choices={MEASURES} />
      <TextField
        label={measure === 'next-bill' ? 'More than, in pounds' : 'More than'}
        value={typed}
        onChange={setTyped}
        problem={wasTried && threshold === null ? wrong : null}
      />
      <Button type="submit" isPending={set.status === 'sending'}>
        Set alert
      </Button>
      {set.problem !== null && <ProblemNotice problem={set.problem} />}
    </form>
  );
}
