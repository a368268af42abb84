/**
 * SQL that joins the organisation which is billed for what came under a reference: that one, or whoever took over from
 * it. Mergers never lead on from one to the next, so one step is enough.
 */
export function billedFor(given: string, kind: 'join' | 'left join' = 'join'): string {
  return `${kind} organisation named on named.reference = ${given}.organisation
    ${kind} organisation on organisation.id = coalesce(named.merged_into_id, named.id)`;
}
