import { useState } from 'react';
import { desktop } from '../api/desktop.ts';
import { resumeDesk } from './resume-desk.ts';
import { signInWords } from './sign-in-words.ts';

/** Signing in by way of the shell. In a browser the page goes away; in the desktop app it waits for the outcome. */
export function useSignIn() {
  const [waiting, setWaiting] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function run(): Promise<void> {
    setWaiting(true);
    setProblem(null);
    try {
      const end = await desktop.signIn();
      if (end === null) return;
      setProblem(signInWords(end));
      if (end.outcome === 'signed-in') await resumeDesk();
    } catch {
      setProblem('You were not signed in. Try again.');
    }
    setWaiting(false);
  }

  return { waiting, problem, signIn: () => void run() };
}
