import { useQuery } from '@tanstack/react-query';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { UnbilledRow } from '../../shared/contracts/organisations.ts';
import { formatShortDate, type LocalDate } from '../../shared/local-date.ts';
import type { LpaReference } from '../../shared/lpa-reference.ts';
import { api } from '../api/client.ts';
import { RecordQuery } from '../shell/record-query.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import './unbilled-field.css';

export interface UnbilledFieldProps {
  readonly reference: OrganisationReference;
  /** Registered on this day or later. */
  readonly from: LocalDate;
  readonly chosen: ReadonlySet<LpaReference>;
  readonly onChange: (chosen: ReadonlySet<LpaReference>) => void;
}

interface ChoicesProps extends Pick<UnbilledFieldProps, 'chosen' | 'onChange'> {
  readonly rows: readonly UnbilledRow[];
  readonly more: boolean;
}

function Choices({ rows, more, chosen, onChange }: ChoicesProps) {
  const all = rows.map(({ lpaReference }) => lpaReference);
  const isAll = all.length > 0 && all.every((one) => chosen.has(one));
  const toggle = (lpa: LpaReference, isTicked: boolean) => {
    const next = new Set(chosen);
    if (isTicked) next.add(lpa);
    else next.delete(lpa);
    onChange(next);
  };
  if (rows.length === 0) return <p className="muted">Nothing of that time is unbilled.</p>;
  return (
    <>
      <div className="unbilled-head">
        <span>
          {chosen.size.toLocaleString('en-GB')} of {rows.length.toLocaleString('en-GB')} chosen
        </span>
        <Button kind="quiet" onPress={() => onChange(new Set(isAll ? [] : all))}>
          {isAll ? 'Choose none' : 'Choose all'}
        </Button>
      </div>
      <ul className="unbilled">
        {rows.map(({ lpaReference, registeredOn, ownReference }) => (
          <li key={lpaReference}>
            <Checkbox isSelected={chosen.has(lpaReference)} onChange={(isTicked) => toggle(lpaReference, isTicked)}>
              <span className="reference">{lpaReference}</span>
            </Checkbox>
            <span className="small muted">
              {formatShortDate(registeredOn)}
              {ownReference !== null && `, ${ownReference}`}
            </span>
          </li>
        ))}
      </ul>
      {more && <p className="muted">There are more. Split these off first, then the others.</p>}
    </>
  );
}

/** The registrations that a branch takes along: those since the day that stand on no bill, to be ticked. */
export function UnbilledField({ reference, from, chosen, onChange }: UnbilledFieldProps) {
  const query = useQuery(api.organisations.unbilled.queryOptions({ reference, from }));
  return (
    <fieldset className="pane-form-group">
      <legend>Registrations it takes along</legend>
      <RecordQuery query={query}>
        {({ rows, more }) => <Choices rows={rows} more={more} chosen={chosen} onChange={onChange} />}
      </RecordQuery>
    </fieldset>
  );
}
