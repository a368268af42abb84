import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { parseOrganisationReference } from '../../shared/checked-reference.ts';
import type { Pence } from '../../shared/money.ts';
import { api } from '../api/client.ts';
import { OtherOrganisationField } from '../organisations/other-organisation-field.tsx';
import { Button } from '../ui/button.tsx';
import '../ui/button-row.css';
import { MoneyText } from '../ui/money-text.tsx';
import { TextField } from '../ui/text-field.tsx';
import { partProblems, togetherProblem, type PartEntry } from './parts-entry.ts';
import type { TypedPart, TypedParts } from './use-typed-parts.ts';

function Owed({ organisation }: { readonly organisation: string }) {
  const read = parseOrganisationReference(organisation);
  const { data } = useQuery({
    ...api.organisations.get.queryOptions({ reference: read.ok ? read.reference : ('' as never) }),
    enabled: read.ok,
    retry: false,
  });
  if (data === undefined) return null;
  return (
    <p className="muted">
      <MoneyText amount={data.balance.receivable} /> is owed.
    </p>
  );
}

interface OnePartProps {
  readonly part: TypedPart;
  readonly number: number;
  readonly isOnly: boolean;
  readonly wasTried: boolean;
  readonly change: (to: Partial<PartEntry>) => void;
  readonly remove: () => void;
}

function OnePart({ part: { entry }, number, isOnly, wasTried, change, remove }: OnePartProps) {
  const problems = wasTried ? partProblems(entry, isOnly) : {};
  return (
    <fieldset className="part-fields">
      {!isOnly && <legend>Organisation {number}</legend>}
      <OtherOrganisationField
        label="Organisation"
        value={entry.organisation}
        onChange={(organisation) => change({ organisation })}
        wasTried={wasTried}
      />
      <Owed organisation={entry.organisation} />
      {!isOnly && (
        <TextField
          label="Its part"
          narrow
          before="£"
          inputMode="decimal"
          maxLength={14}
          value={entry.amount}
          onChange={(amount) => change({ amount })}
          problem={problems.amount ?? null}
        />
      )}
      <TextField
        label="Invoices, if only some"
        hint="Numbers with spaces between. Left empty, it meets the oldest first."
        maxLength={2_000}
        value={entry.invoices}
        onChange={(invoices) => change({ invoices })}
        problem={problems.invoices ?? null}
      />
      {!isOnly && (
        <Button kind="quiet" onPress={remove}>
          Take organisation {number} off
        </Button>
      )}
    </fieldset>
  );
}

export interface PartsFieldsProps {
  readonly parts: TypedParts;
  readonly total: Pence | undefined;
  readonly wasTried: boolean;
}

/** Whom a payment is for: one organisation, or several with a part each. */
export function PartsFields({ parts, total, wasTried }: PartsFieldsProps) {
  const entries = parts.typed.map(({ entry }) => entry);
  const together = wasTried ? togetherProblem(total, entries) : null;
  return (
    <>
      {parts.typed.map((part, at) => (
        <OnePart
          key={part.key}
          part={part}
          number={at + 1}
          isOnly={parts.typed.length === 1}
          wasTried={wasTried}
          change={(to) => parts.change(part.key, to)}
          remove={() => parts.remove(part.key)}
        />
      ))}
      {together !== null && (
        <p className="field-error" role="alert">
          {together}
        </p>
      )}
      <div className="button-row">
        <Button kind="quiet" icon={<Plus aria-hidden="true" />} onPress={parts.add}>
          Another organisation
        </Button>
      </div>
    </>
  );
}
