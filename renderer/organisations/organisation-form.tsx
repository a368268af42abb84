import { useState, type ReactNode } from 'react';
import { BILL_CYCLES, ORGANISATION_KINDS, type OrganisationParticulars } from '../../shared/contracts/organisations.ts';
import type { Problem } from '../api/problem.ts';
import { PaneForm } from '../shell/pane-form.tsx';
import { useFirstField } from '../shell/use-first-field.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { ORGANISATION_KIND_WORDS } from '../ui/status-words.ts';
import { TextArea } from '../ui/text-area.tsx';
import { TextField } from '../ui/text-field.tsx';
import { readEntry, type EntryProblems, type OrganisationEntry } from './organisation-entry.ts';
import { CYCLE_WORDS } from '../bill-runs/bill-run-words.ts';

const KINDS = ORGANISATION_KINDS.map((id) => ({ id, title: ORGANISATION_KIND_WORDS[id] }));
const CYCLES = BILL_CYCLES.map((id) => ({ id, title: CYCLE_WORDS[id] }));

export interface OrganisationFormProps {
  readonly title: string;
  readonly initial: OrganisationEntry;
  readonly save: string;
  readonly isSaving: boolean;
  readonly problem: Problem | null;
  readonly onSave: (particulars: OrganisationParticulars) => void;
  /** Above the fields: what the person should know before they type. */
  readonly note?: ReactNode;
}

interface FieldsProps {
  readonly entry: OrganisationEntry;
  readonly problems: EntryProblems;
  readonly change: (to: Partial<OrganisationEntry>) => void;
}

type TextName = Exclude<keyof OrganisationEntry, 'kind' | 'billingCycle' | 'purchaseOrderRequired' | 'address'>;

/** What a text field needs to be bound to what is typed. */
function bound({ entry, problems, change }: FieldsProps, name: TextName) {
  return {
    value: entry[name],
    problem: problems[name] ?? null,
    onChange: (value: string) => change({ [name]: value }),
  };
}

function Who(props: FieldsProps) {
  const { entry, problems, change } = props;
  return (
    <>
      <TextField label="Name" inputRef={useFirstField()} maxLength={200} {...bound(props, 'name')} />
      <SelectField label="Kind" selected={entry.kind} choices={KINDS} onSelect={(kind) => change({ kind })} />
      <TextArea
        label="Address"
        hint="A line each, without town and postcode."
        rows={2}
        value={entry.address}
        onChange={(address) => change({ address })}
        problem={problems.address ?? null}
      />
      <TextField label="Town" maxLength={60} {...bound(props, 'town')} />
      <TextField label="Postcode" narrow maxLength={10} {...bound(props, 'postcode')} />
    </>
  );
}

function BillingContact(props: FieldsProps) {
  return (
    <fieldset className="pane-form-group">
      <legend>Billing contact</legend>
      <TextField label="Contact name" maxLength={80} {...bound(props, 'contactName')} />
      <TextField label="Role" maxLength={60} {...bound(props, 'contactRole')} />
      <TextField
        label="E-mail"
        hint="Bills go here."
        inputMode="email"
        maxLength={160}
        {...bound(props, 'contactEmail')}
      />
      <TextField label="Telephone" narrow inputMode="tel" maxLength={30} {...bound(props, 'contactPhone')} />
    </fieldset>
  );
}

function Terms(props: FieldsProps) {
  const { entry, change } = props;
  return (
    <fieldset className="pane-form-group">
      <legend>Billing</legend>
      <TextField
        label="Credit terms in days"
        narrow
        inputMode="numeric"
        maxLength={3}
        {...bound(props, 'creditTermsDays')}
      />
      <SelectField
        label="Billing cycle"
        selected={entry.billingCycle}
        choices={CYCLES}
        onSelect={(billingCycle) => change({ billingCycle })}
      />
      <Checkbox
        isSelected={entry.purchaseOrderRequired}
        onChange={(purchaseOrderRequired) => change({ purchaseOrderRequired })}
      >
        Needs a purchase order on every bill
      </Checkbox>
      <TextField
        label="Standing purchase order"
        hint="Stands on every bill. Needed and empty, its bills are held."
        maxLength={40}
        {...bound(props, 'purchaseOrder')}
      />
    </fieldset>
  );
}

/** Everything that is entered of an organisation, to open one or to edit it. */
export function OrganisationForm({ initial, onSave, note, ...form }: OrganisationFormProps) {
  const [entry, setEntry] = useState(initial);
  const [wasTried, setTried] = useState(false);
  const read = readEntry(entry);
  const fields: FieldsProps = {
    entry,
    problems: wasTried ? (read.problems ?? {}) : {},
    change: (to) => setEntry((before) => ({ ...before, ...to })),
  };
  const send = () => {
    setTried(true);
    if (read.problems === null) onSave(read.particulars);
  };
  return (
    <PaneForm {...form} onSave={send}>
      {note}
      <Who {...fields} />
      <BillingContact {...fields} />
      <Terms {...fields} />
    </PaneForm>
  );
}
