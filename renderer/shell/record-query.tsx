import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { toProblem } from '../api/problem.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

export interface RecordQueryProps<Value> {
  readonly query: UseQueryResult<Value, unknown>;
  /** Lines of the skeleton: about as many as the record has. */
  readonly lines?: number;
  readonly children: (value: Value) => ReactNode;
}

/** One record: a skeleton while it loads, what went wrong if it does not, and the last known while it is asked again. */
export function RecordQuery<Value>({ query, lines = 5, children }: RecordQueryProps<Value>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error === null) return <Skeleton lines={lines} />;
  return (
    <ProblemNotice problem={toProblem(query.error, 'question')} takesFocus={false}>
      <Button onPress={() => void query.refetch()}>Try again</Button>
    </ProblemNotice>
  );
}
