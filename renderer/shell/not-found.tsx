import { Link } from '@tanstack/react-router';
import { MapPinOff } from 'lucide-react';
import { EmptyState } from '../ui/empty-state.tsx';
import { Screen } from './screen.tsx';

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <Screen title="There is nothing at this address">
      <EmptyState title="The link may be old or cut short" icon={MapPinOff}>
        Search with Ctrl+K, or go to <Link to="/organisations">organisations</Link>.
      </EmptyState>
    </Screen>
  );
}
