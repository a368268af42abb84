import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import type { GridState } from './use-grid-state.ts';

export interface GridOverProps<Row> {
  readonly state: GridState<Row>;
  readonly empty: ReactNode;
}

/** What stands over a grid that has nothing to show, and why. Rows that are there are never covered: the foot speaks then. */
export function GridOver<Row>({ state, empty }: GridOverProps<Row>) {
  if (state.loaded !== null && state.loaded > 0) return null;
  if (state.problem !== null) {
    return (
      <div className="grid-over">
        <ProblemNotice problem={state.problem} takesFocus={false}>
          <Button onPress={state.startAgain}>Load the list again</Button>
        </ProblemNotice>
      </div>
    );
  }
  return state.loaded === 0 && state.isWhole ? <div className="grid-over">{empty}</div> : null;
}
