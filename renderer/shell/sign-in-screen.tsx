import { Button } from '../ui/button.tsx';
import { useSignIn } from './use-sign-in.ts';
import './sign-in-screen.css';

export interface SignInScreenProps {
  /** Somebody was signed in here a moment ago: their place is kept. */
  readonly wasSignedIn: boolean;
}

/** Before the desk: one button. */
export function SignInScreen({ wasSignedIn }: SignInScreenProps) {
  const { waiting, problem, signIn } = useSignIn();
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <img src="/icon.svg" alt="" width={40} height={40} />
        <h1>{wasSignedIn ? 'You have been signed out' : 'Counterfoil'}</h1>
        <p className="muted">
          {wasSignedIn
            ? 'Sign in again to go on from where you were. Card payments under way are settled without you.'
            : 'Bills, card payments and the books for organisations that register lasting powers of attorney.'}
        </p>
        <div role="alert">{problem !== null && <p className="sign-in-failed">{problem}</p>}</div>
        <Button kind="primary" takesFocus isPending={waiting} onPress={signIn}>
          Sign in
        </Button>
        <p className="muted small">
          {waiting ? 'Go on in the window that opens.' : 'With your work account. Press Enter.'}
        </p>
      </div>
    </main>
  );
}
