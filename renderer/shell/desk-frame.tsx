import { Outlet } from '@tanstack/react-router';
import { useState } from 'react';
import { OpenPaymentsBanner } from '../payments/open-payments-banner.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import { Rail } from './rail.tsx';
import { SessionWarning } from './session-warning.tsx';
import { useShortcuts } from './shortcuts.ts';
import { TopBar } from './top-bar.tsx';
import './desk-frame.css';

/** What surrounds every place: rail, top bar, warnings. */
export function DeskFrame() {
  const [showsKeys, setShowsKeys] = useState(false);
  useShortcuts([{ keys: '?', label: 'Show the keys of this place', run: () => setShowsKeys(true) }]);
  return (
    <div className="desk">
      <a className="skip" href="#main">
        Skip to what is here
      </a>
      <TopBar onShowKeys={() => setShowsKeys(true)} />
      <Rail />
      <div className="desk-middle">
        <OfflineBanner />
        <OpenPaymentsBanner />
        <main id="main" className="desk-main" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <KeysDialog isOpen={showsKeys} onClose={() => setShowsKeys(false)} />
      <SessionWarning />
    </div>
  );
}
