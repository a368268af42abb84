import { useState } from 'react';
import type { AttachedFile } from '../../shared/contracts/receipts.ts';
import { addDays, isLocalDate, londonDay } from '../../shared/local-date.ts';
import { formatPounds } from '../../shared/money.ts';
import { api } from '../api/client.ts';
import { desktop } from '../api/desktop.ts';
import { useCommand } from '../api/use-command.ts';
import { serverNow } from '../clock.ts';
import { sayDone, sayFailed } from '../shell/notices.ts';
import { PaneForm } from '../shell/pane-form.tsx';
import { Button } from '../ui/button.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Section } from '../ui/section.tsx';
import { FileField } from './file-field.tsx';

function ProduceFile() {
  const [day, setDay] = useState<string>(() => addDays(londonDay(new Date(serverNow())), -1));
  const save = () => {
    if (!isLocalDate(day)) return;
    const name = `feemoto_${day.slice(8)}${day.slice(5, 7)}${day.slice(0, 4)}normal.csv`;
    desktop
      .saveFile({ fileId: `card-files/${day}`, name })
      .catch(() => sayFailed('The file could not be saved. Nothing has changed; try again in a moment.'));
  };
  return (
    <Section title="Produce one">
      <DateField label="Card payments of" value={day} onChange={setDay} />
      <Button onPress={save}>Save card file</Button>
    </Section>
  );
}

/** Takes the provider's daily card file in, or saves the one of a day's payments here. */
export function TakeCardFilePane({ onTaken }: { readonly onTaken: (unplaced: number) => void }) {
  const [file, setFile] = useState<AttachedFile | null>(null);
  const [wasTried, setTried] = useState(false);
  const take = useCommand(api.receipts.takeCardFile.mutationOptions(), ({ rows, total, unplaced }) => {
    sayDone(`Taken in: ${rows} payments, ${formatPounds(total)}; ${unplaced} without an organisation.`);
    onTaken(unplaced);
  });
  const send = () => {
    setTried(true);
    if (file !== null) take.run({ file });
  };
  return (
    <PaneForm
      title="Card file"
      save="Take in"
      isSaving={take.status === 'sending'}
      problem={take.problem}
      onSave={send}
    >
      <FileField
        label="Daily card file"
        hint="feemoto_DDMMYYYYnormal.csv, as the provider sent it. A day is taken in once."
        onChoose={setFile}
        problem={wasTried && file === null ? 'Choose the file.' : null}
      />
      <ProduceFile />
    </PaneForm>
  );
}
