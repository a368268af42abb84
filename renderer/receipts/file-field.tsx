import { useId, useState } from 'react';
import type { AttachedFile } from '../../shared/contracts/receipts.ts';
import '../ui/text-field.css';
import { attach, whyNotRead } from './chosen-file.ts';

export interface FileFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly onChoose: (file: AttachedFile | null) => void;
  readonly problem: string | null;
}

/** A small CSV file from this machine. What cannot be one is said before anything is sent. */
export function FileField({ label, hint, onChoose, problem }: FileFieldProps) {
  const id = useId();
  const [refused, setRefused] = useState<string | null>(null);
  const wrong = refused ?? problem;
  const choose = async (file: File | undefined) => {
    const why = file === undefined ? null : whyNotRead(file);
    setRefused(why);
    onChoose(file === undefined || why !== null ? null : await attach(file));
  };
  return (
    <div className="field" {...(wrong !== null && { 'data-invalid': true })}>
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <span id={`${id}-hint`} className="field-hint">
        {hint}
      </span>
      {wrong !== null && (
        <span id={`${id}-problem`} className="field-error">
          {wrong}
        </span>
      )}
      <input
        id={id}
        type="file"
        accept=".csv,text/csv"
        aria-invalid={wrong !== null}
        aria-describedby={wrong === null ? `${id}-hint` : `${id}-hint ${id}-problem`}
        onChange={(event) => void choose(event.target.files?.[0])}
      />
    </div>
  );
}
