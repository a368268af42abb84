import { ArrowUp } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { Spoken } from '../ui/spoken.tsx';
import { counted, type RowNoun } from './selection-bar.tsx';
import type { GridState } from './use-grid-state.ts';

export interface GridFootProps<Row> {
  readonly state: GridState<Row>;
  readonly noun: RowNoun;
  readonly newRows: number;
}

function countWords<Row>({ loaded, isWhole, problem }: GridState<Row>, noun: RowNoun): string {
  if (loaded === null) return problem === null ? 'Loading' : 'Not loaded';
  const count = isWhole ? counted(loaded, noun) : `First ${counted(loaded, noun)}`;
  return problem === null ? count : `${count}. More could not be read: ${problem.words.what}`;
}

/** How many rows there are, and how many new ones wait. New rows never push in: they wait for a press. */
export function GridFoot<Row>({ state, noun, newRows }: GridFootProps<Row>) {
  return (
    <div className="grid-foot">
      <Spoken className="figures">{countWords(state, noun)}</Spoken>
      <Spoken>
        {newRows > 0 && (
          <Button kind="quiet" icon={<ArrowUp aria-hidden="true" />} onPress={state.startAgain}>
            {newRows} new
          </Button>
        )}
        {state.problem !== null && state.loaded !== null && (
          <Button kind="quiet" onPress={state.startAgain}>
            Load the list again
          </Button>
        )}
      </Spoken>
    </div>
  );
}
