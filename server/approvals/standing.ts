import { APPROVAL_KINDS } from '../../shared/approval-kinds.ts';
import { FRESH_SIGN_IN_MINUTES } from '../../shared/contracts/approvals.ts';
import { londonDay } from '../../shared/local-date.ts';
import { PERMISSIONS } from '../../shared/permissions.ts';
import type { SqlValue } from '../platform/rows.ts';

/** Who looks at an approval, with which sign-in, when. */
export interface Decider {
  readonly staffId: number;
  readonly sessionId: number;
  readonly now: Date;
}

/** Kind → the roles that may decide it, for the statement to hold against the roles the person has at that moment. */
const DECIDERS = JSON.stringify(
  Object.fromEntries(Object.entries(APPROVAL_KINDS).map(([kind, { permission }]) => [kind, PERMISSIONS[permission]])),
);

/** When a sign-in must have begun for it to count as fresh at `now`. */
export function freshFrom(now: Date): Date {
  return new Date(now.getTime() - FRESH_SIGN_IN_MINUTES * 60_000);
}

/**
 * SQL that begins a statement: `me` is the decider, and `standing` is every approval with what stands in the decider's
 * way (`obstacle`, null when nothing does) and the limit that is meant. Roles, limits, editors, the day's approvals
 * and the sign-in are read by the statement itself, so that what decides and what is shown are one rule, and a right
 * lost a moment ago is lost.
 */
export const STANDING = `
  with me as (
    select ?::integer as staff_id, ?::bigint as session_id, ?::timestamptz as now, ?::date as today,
      ?::timestamptz as fresh_from, ?::jsonb as deciders),
  standing as (
    select approval.*, me.staff_id, me.session_id, me.now, me.today,
      sign_in.opened_at + interval '${FRESH_SIGN_IN_MINUTES} minutes' as fresh_until,
      case
        when approval.state <> 'pending' then 'decided'
        when approval.requested_by = me.staff_id then 'mine'
        when exists (select from approval_editor editor
          where editor.approval_id = approval.id and editor.staff_id = me.staff_id) then 'edited'
        when reach.per_approval is null then 'role'
        when approval.amount > reach.per_approval then 'above-limit'
        when approval.organisation_id is not null
          and approval.amount + day.approved > reach.per_organisation_day then 'above-day-limit'
        when sign_in.opened_at is null or sign_in.opened_at < me.fresh_from then 'sign-in-too-old'
      end as obstacle, reach.per_approval, reach.per_organisation_day
    from me cross join approval
    left join lateral (
      select max(its.per_approval) as per_approval, max(its.per_organisation_day) as per_organisation_day
      from staff join staff_role held on held.staff_id = staff.id
      join lateral (
        select per_approval, per_organisation_day from approval_limit
        where approval_limit.role = held.role and approval_limit.subject_kind in (approval.subject_kind, '*')
        order by approval_limit.subject_kind = '*' limit 1) its on true
      where staff.id = me.staff_id and staff.status = 'active'
        and held.role in (select jsonb_array_elements_text(me.deciders -> approval.subject_kind))) reach on true
    left join lateral (
      select coalesce(sum(past.amount), 0) as approved
      from approval_decision given join approval past on past.id = given.approval_id
      where given.outcome = 'approved' and given.decided_by = me.staff_id and given.decided_on = me.today
        and past.organisation_id = approval.organisation_id) day on true
    left join lateral (
      select opened_at from staff_session
      where staff_session.id = me.session_id and staff_session.staff_id = me.staff_id and ended_at is null
        and opened_at <= me.now) sign_in on true)`;

/** The parameters that `STANDING` takes, in its order. */
export function standingParams({ staffId, sessionId, now }: Decider): SqlValue[] {
  return [staffId, sessionId, now.toISOString(), londonDay(now), freshFrom(now).toISOString(), DECIDERS];
}

/** SQL that is true where the decider may send it back: no limit and no fresh sign-in is needed for that. */
export const MAY_RETURN = `(obstacle is null or obstacle in ('above-limit', 'above-day-limit', 'sign-in-too-old'))`;
