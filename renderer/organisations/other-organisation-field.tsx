import { useQuery } from '@tanstack/react-query';
import { parseOrganisationReference } from '../../shared/checked-reference.ts';
import { api } from '../api/client.ts';
import { useFirstField } from '../shell/use-first-field.ts';
import { Spoken } from '../ui/spoken.tsx';
import { TextField } from '../ui/text-field.tsx';

export interface OtherOrganisationFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Whether what is wrong is shown by now. */
  readonly wasTried: boolean;
}

/** Names another organisation by its reference, and says which one that is. */
export function OtherOrganisationField({ label, value, onChange, wasTried }: OtherOrganisationFieldProps) {
  const read = parseOrganisationReference(value);
  const first = useFirstField();
  const { data, error } = useQuery({
    ...api.organisations.get.queryOptions({ reference: read.ok ? read.reference : ('' as never) }),
    enabled: read.ok,
    retry: false,
  });
  const problem = !read.ok ? read.sentence : error === null ? null : 'There is no organisation with this reference.';
  return (
    <div className="pane-form-group">
      <TextField
        label={label}
        inputRef={first}
        value={value}
        onChange={onChange}
        maxLength={20}
        problem={wasTried ? problem : null}
      />
      <Spoken>{read.ok && data !== undefined && <strong>{data.name}</strong>}</Spoken>
    </div>
  );
}
