import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { queryClient } from './api/query-client.ts';
import { DeskGate } from './shell/desk-gate.tsx';
import { NoticeRegion } from './shell/notice-region.tsx';
import { FaultBoundary } from './shell/page-fault.tsx';
import { useShortcutListener } from './shell/shortcuts.ts';
import { useStored } from './stored-preference.ts';
import { applyTheme, themeChoice } from './theme/theme-choice.ts';

/** The whole page: who may be at the desk, then the desk. */
export function App() {
  const theme = useStored(themeChoice);
  useEffect(() => applyTheme(theme), [theme]);
  useShortcutListener();
  return (
    <I18nProvider locale="en-GB">
      <QueryClientProvider client={queryClient}>
        <FaultBoundary>
          <DeskGate />
        </FaultBoundary>
        <NoticeRegion />
      </QueryClientProvider>
    </I18nProvider>
  );
}
