import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './button.tsx';
import { copyText } from './copy-text.ts';
import { Spoken } from './spoken.tsx';

const SHOWN_MS = 2_000;

/** Copies `text`; `what` names it: "Copy reference". Says so when it is done. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <>
      <Button
        kind="quiet"
        square
        aria-label={`Copy ${what}`}
        icon={copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
        onPress={() => {
          void copyText(text).then(setCopied);
        }}
      />
      <Spoken className="visually-hidden">{copied ? `Copied ${what}` : ''}</Spoken>
    </>
  );
}
