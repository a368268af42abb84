import { Component, type ErrorInfo, type ReactNode } from 'react';
import { readFailure } from '../api/read-failure.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import './page-fault.css';

/** What is shown instead of a part that failed. `retry` draws it afresh. */
export function PageFault({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const { requestId } = readFailure(error);
  return (
    <div className="page-fault" role="alert">
      <h1>This part of the desk stopped working</h1>
      <p>Nothing has been sent because of it. What the server has recorded is safe.</p>
      <p>Try again. If it happens again, tell support what you were doing.</p>
      {requestId !== null && (
        <p>
          Request number <code>{requestId}</code> <CopyButton text={requestId} what="request number" />
        </p>
      )}
      <Button kind="primary" onPress={retry}>
        Try again
      </Button>
    </div>
  );
}

interface BoundaryState {
  readonly error: unknown;
  readonly failed: boolean;
}

/** Catches what React throws below it. */
export class FaultBoundary extends Component<{ readonly children: ReactNode }, BoundaryState> {
  override readonly state: BoundaryState = { error: null, failed: false };

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { error, failed: true };
  }

  override componentDidCatch(error: unknown, where: ErrorInfo): void {
    reportError(new Error(`A part of the page failed${where.componentStack ?? ''}`, { cause: error }));
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return <PageFault error={this.state.error} retry={() => this.setState({ error: null, failed: false })} />;
  }
}
