import { Download } from 'lucide-react';
import type { SentDocument } from '../../shared/contracts/correspondence.ts';
import { desktop } from '../api/desktop.ts';
import { sayFailed } from '../shell/notices.ts';
import { Button } from '../ui/button.tsx';

/** The document that was sent, to save as it was sent. */
export function SaveSentDocument({ document }: { readonly document: SentDocument }) {
  const { documentId, name } = document;
  const save = (): void => {
    desktop
      .saveFile({ fileId: `documents/${documentId}`, name })
      .catch(() => sayFailed('The document could not be saved. Try again in a moment.'));
  };
  return (
    <Button icon={<Download aria-hidden="true" />} onPress={save}>
      Save what was sent
    </Button>
  );
}
