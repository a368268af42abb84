import { useStored } from '../stored-preference.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import type { Keys } from './shortcut-keys.ts';
import { singleKeys, useShortcutList } from './shortcuts.ts';
import './keys-dialog.css';

const SHOWN: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ' ': 'Space',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

function KeyCaps({ keys }: { readonly keys: Keys }) {
  const parts = keys === '+' ? ['+'] : keys.split('+');
  return (
    <span className="key-caps">
      {parts.map((part) => (
        <kbd key={part}>{SHOWN[part] ?? part}</kbd>
      ))}
    </span>
  );
}

/** Under `?`: the keys of this place. */
export function KeysDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const shortcuts = useShortcutList();
  const off = useStored(singleKeys) === 'off';
  return (
    <Dialog
      title="Keys of this place"
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <Button kind="primary" onPress={onClose} takesFocus>
          Close
        </Button>
      }
    >
      {off && <p className="muted">Single-key shortcuts are turned off in the menu under your name.</p>}
      <dl className="keys">
        {shortcuts.map((shortcut) => (
          <div key={shortcut.keys} className="key-line">
            <dt>
              <KeyCaps keys={shortcut.keys} />
            </dt>
            <dd>{shortcut.label}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
