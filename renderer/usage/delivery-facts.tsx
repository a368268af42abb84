import { Download } from 'lucide-react';
import type { DeliveryRecord } from '../../shared/contracts/usage.ts';
import { formatLondonDateTime } from '../../shared/instant.ts';
import { desktop } from '../api/desktop.ts';
import { sayFailed } from '../shell/notices.ts';
import { useMay } from '../shell/staff.tsx';
import { Button } from '../ui/button.tsx';
import { DescriptionList } from '../ui/description-list.tsx';
import { savedName } from './saved-name.ts';
import { DELIVERY_CHANNEL_WORDS, sizeWords } from './usage-words.ts';

function SaveOriginal({ fileId, name }: { readonly fileId: string; readonly name: string }) {
  const save = (): void => {
    desktop
      .saveFile({ fileId, name: savedName(name) })
      .catch(() => sayFailed('The file could not be saved. Try again in a moment.'));
  };
  return (
    <Button icon={<Download aria-hidden="true" />} onPress={save}>
      Save the original
    </Button>
  );
}

/** What came, from whom, and the original to save. */
export function DeliveryFacts({ delivery }: { readonly delivery: DeliveryRecord }) {
  const maySave = useMay('usage.upload');
  const { fileId, name } = delivery;
  return (
    <>
      <DescriptionList
        of={[
          { term: 'Came by', value: DELIVERY_CHANNEL_WORDS[delivery.channel] },
          { term: 'From', value: delivery.by },
          { term: 'Received', value: formatLondonDateTime(delivery.receivedAt) },
          { term: 'Size', value: sizeWords(delivery.byteCount) },
          {
            term: 'Fingerprint',
            value: (
              <code className="small" title={`SHA-256 ${delivery.sha256}`}>
                {delivery.sha256.slice(0, 16)}…
              </code>
            ),
          },
        ]}
      />
      {fileId !== null && maySave && (
        <div>
          <SaveOriginal fileId={fileId} name={name} />
        </div>
      )}
    </>
  );
}
