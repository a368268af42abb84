import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CorrectionRequest } from '../../shared/contracts/corrections.ts';
import { api } from '../api/client.ts';

/** What stands for no request: it is never sent. */
const NOTHING = {
  kind: 'credit-note',
  invoice: '',
  lines: [],
  reason: 'other',
  words: '',
} as unknown as CorrectionRequest;

/** The effect of a request as it is typed, the last one staying while the next is worked out. */
export function usePreview(request: CorrectionRequest | undefined) {
  return useQuery({
    ...api.corrections.preview.queryOptions({ request: request ?? NOTHING }),
    enabled: request !== undefined,
    placeholderData: keepPreviousData,
  });
}
