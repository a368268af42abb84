import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Permission } from '../../shared/permissions.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Screen } from './screen.tsx';
import { useMay } from './staff.tsx';

/** Shows its place to whoever may open it, and an honest sentence to others. The server decides again. */
export function RequirePermission({
  permission,
  children,
}: {
  readonly permission: Permission;
  readonly children: ReactNode;
}) {
  if (useMay(permission)) return children;
  return (
    <Screen title="Not open to your role">
      <EmptyState title="Your role does not open this place" icon={Lock}>
        If you need it for your work, ask your team leader.
      </EmptyState>
    </Screen>
  );
}
