import { assertNever } from '../../shared/assert-never.ts';
import type { SearchHit } from '../../shared/contracts/reports.ts';

/** Where Enter goes, as the router takes it. */
export function linkOf(target: SearchHit['target']) {
  switch (target.screen) {
    case 'organisation':
      return { to: '/organisations/$reference', params: { reference: target.reference }, search: {} } as const;
    case 'invoice':
      return {
        to: '/invoices/$number',
        params: { number: target.number },
        search: target.lineId === null ? {} : { line: target.lineId },
      } as const;
    case 'credit-note':
      return { to: '/credit-notes/$number', params: { number: target.number }, search: {} } as const;
    case 'payment':
      return { to: '/payments/$attemptId', params: { attemptId: target.attemptId }, search: {} } as const;
    default:
      return assertNever(target, 'search target');
  }
}
