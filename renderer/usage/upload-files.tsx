import { FileUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { DropZone } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import type { Upload } from './use-upload.ts';
import { sizeWords } from './usage-words.ts';
import './upload-files.css';

/** The button that chooses a file. */
export function SendFileButton({ upload }: { readonly upload: Upload }) {
  return (
    <FileTrigger
      acceptedFileTypes={['.csv', 'text/csv']}
      onSelect={(files) => {
        const file = files?.[0];
        if (file !== undefined) upload.send(file);
      }}
    >
      <Button kind="primary" icon={<FileUp aria-hidden="true" />} isPending={upload.sending !== null}>
        Send a file
      </Button>
    </FileTrigger>
  );
}

function Sending({ upload, sending }: { readonly upload: Upload; readonly sending: NonNullable<Upload['sending']> }) {
  const { name, size, sent } = sending;
  return (
    <div className="upload-sending">
      <ProgressBar label={`Sending ${name}`} share={sent / size} words={`${sizeWords(sent)} of ${sizeWords(size)}`} />
      <Button onPress={upload.stop}>Stop sending</Button>
    </div>
  );
}

/** Around the list: a file dropped here is sent, and what becomes of the sending is told above. */
export function UploadArea({ upload, children }: { readonly upload: Upload; readonly children: ReactNode }) {
  return (
    <DropZone
      className="upload"
      aria-label="Drop a file of registrations here"
      getDropOperation={() => 'copy'}
      onDrop={({ items }) => {
        const dropped = items.find((each) => each.kind === 'file');
        if (dropped !== undefined) void dropped.getFile().then(upload.send);
      }}
    >
      {upload.sending !== null && <Sending upload={upload} sending={upload.sending} />}
      <p role="alert" className="upload-remark">
        {upload.remark}
      </p>
      {upload.problem !== null && <ProblemNotice problem={upload.problem} />}
      {children}
    </DropZone>
  );
}
