import { useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { api } from '../api/client.ts';
import { useConnection } from '../api/connection.ts';
import { toProblem } from '../api/problem.ts';
import { takeReturnPath } from '../api/return-path.ts';
import { noteServerNow } from '../clock.ts';
import { deskRouter } from '../routes.tsx';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { StaffProvider } from './staff.tsx';

/** Once after signing in: back to the place the page was at before it went away. */
function useReturnToPlace(): void {
  useEffect(() => {
    const path = takeReturnPath();
    if (path !== null) deskRouter.history.replace(path);
  }, []);
}

/** The desk of whoever is signed in. Another person gets a fresh one. */
export function SignedInDesk() {
  const { signedIn } = useConnection();
  const staff = useQuery({
    ...api.access.whoAmI.queryOptions({}),
    enabled: signedIn,
    staleTime: Infinity,
  });
  useReturnToPlace();
  const serverNow = staff.data?.serverNow;
  useEffect(() => {
    if (serverNow !== undefined) noteServerNow(serverNow);
  }, [serverNow]);

  if (staff.data !== undefined) {
    return (
      <StaffProvider staff={staff.data}>
        <RouterProvider key={staff.data.staffId} router={deskRouter} />
      </StaffProvider>
    );
  }
  if (staff.error !== null) {
    return (
      <main className="gate-problem">
        <ProblemNotice problem={toProblem(staff.error, 'question')}>
          <Button onPress={() => void staff.refetch()}>Try again</Button>
        </ProblemNotice>
      </main>
    );
  }
  return (
    <main className="gate-problem">
      <Skeleton lines={4} label="Opening the desk" />
    </main>
  );
}
