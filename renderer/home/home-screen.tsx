import { Navigate } from '@tanstack/react-router';
import { Screen } from '../shell/screen.tsx';
import { railEntriesFor } from '../shell/rail-entries.ts';
import { useStaff } from '../shell/staff.tsx';
import { OpenPayments } from './open-payments.tsx';
import { RecentOrganisations } from './recent-organisations.tsx';
import { StartOfCall } from './start-of-call.tsx';
import './home-screen.css';

/** Where a call begins: search, and what is not finished. Roles that take no calls start at their first place. */
export function HomeScreen() {
  const [first] = railEntriesFor(useStaff().permissions);
  if (first !== undefined && first.to !== '/') return <Navigate to={first.to} replace />;
  return (
    <Screen title="Take a call">
      <div className="home">
        <StartOfCall />
        <OpenPayments />
        <RecentOrganisations />
      </div>
    </Screen>
  );
}
