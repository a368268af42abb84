import type { SearchHit } from '../../shared/contracts/reports.ts';

export interface NumberedHit {
  readonly hit: SearchHit;
  /** Its place among all hits, in the order of the arrows. */
  readonly position: number;
}

export interface HitGroup {
  readonly kind: SearchHit['kind'];
  readonly title: string;
  readonly hits: readonly NumberedHit[];
}

const TITLES: Readonly<Record<SearchHit['kind'], string>> = {
  organisation: 'Organisations',
  invoice: 'Invoices',
  lpa: 'LPAs',
  'credit-note': 'Credit notes',
  payment: 'Card payments',
};

/** Hits by kind. The best hit's kind comes first, and within a kind the server's order holds. */
export function groupHits(hits: readonly SearchHit[]): readonly HitGroup[] {
  let position = 0;
  return [...Map.groupBy(hits, (hit) => hit.kind)].map(([kind, ofKind]) => ({
    kind,
    title: TITLES[kind],
    hits: ofKind.map((hit) => ({ hit, position: position++ })),
  }));
}
