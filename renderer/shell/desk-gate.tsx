import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { noteSignedOut, useConnection } from '../api/connection.ts';
import { fetchDeskStatus } from '../api/desk.ts';
import { desktop } from '../api/desktop.ts';
import { toProblem } from '../api/problem.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { PracticeFrame } from './practice-frame.tsx';
import { SignInScreen } from './sign-in-screen.tsx';
import { SignedInDesk } from './signed-in-desk.tsx';
import './desk-gate.css';

/**
 * Sign-in or the desk. Somebody who is signed out in the middle of work finds the desk as it was: it stays in place,
 * hidden and out of reach, until they are back.
 */
export function DeskGate() {
  const status = useQuery({ queryKey: ['desk-status'], queryFn: fetchDeskStatus, refetchOnWindowFocus: false });
  useEffect(() => desktop.onSessionEnded(noteSignedOut), []);
  const { signedIn } = useConnection();
  const [wasSignedIn, setWasSignedIn] = useState(false);
  if (signedIn && !wasSignedIn) setWasSignedIn(true);

  const practice = status.data?.practice ?? false;
  useEffect(() => {
    document.documentElement.classList.toggle('practice', practice);
  }, [practice]);

  if (status.error !== null && status.data === undefined) {
    return (
      <main className="gate-problem">
        <ProblemNotice problem={toProblem(status.error, 'question')}>
          <Button onPress={() => void status.refetch()}>Try again</Button>
        </ProblemNotice>
      </main>
    );
  }
  if (status.data === undefined) return null;
  return (
    <>
      {practice && <PracticeFrame />}
      {wasSignedIn && (
        <div className="gate-desk" hidden={!signedIn} inert={!signedIn}>
          <SignedInDesk />
        </div>
      )}
      {!signedIn && (wasSignedIn || !status.data.signedIn) && <SignInScreen wasSignedIn={wasSignedIn} />}
    </>
  );
}
