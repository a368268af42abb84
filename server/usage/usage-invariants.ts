import { KIND_COUNTS } from './dashboard/month-counts.ts';

const KIND_ROWS = KIND_COUNTS.map(({ feeKind, channel, column }) => `('${feeKind}', '${channel}', ${column})`).join();

/** What the intake of registrations promises, each as SQL that answers one line for every row that breaks it. */
export const USAGE_INVARIANTS: readonly {
  readonly code: string;
  readonly says: string;
  readonly violations: string;
}[] = [
  {
    code: 'I20',
    says: 'Every row of a delivery has one outcome: its counts are those of its registrations and row results',
    violations: `
        with taken as (select delivery_id, count(*) as rows from registration group by delivery_id),
        told as (
          select delivery_id, count(*) filter (where outcome = 'duplicate') as duplicate,
            count(*) filter (where outcome = 'refused') as refused,
            count(*) filter (where outcome = 'corrected') as corrected,
            count(*) filter (where outcome = 'withdrawn') as withdrawn,
            count(*) filter (where outcome = 'waiting') as waiting
          from usage_row_result group by delivery_id)
        select 'delivery ' || delivery.id as what from usage_delivery delivery
        left join usage_delivery_progress progress on progress.delivery_id = delivery.id
        left join taken on taken.delivery_id = delivery.id left join told on told.delivery_id = delivery.id
        where progress.state is null
          or (coalesce(taken.rows, 0), coalesce(told.duplicate, 0), coalesce(told.refused, 0),
              coalesce(told.corrected, 0), coalesce(told.withdrawn, 0), coalesce(told.waiting, 0))
            <> (progress.accepted, progress.duplicate, progress.refused, progress.corrected, progress.withdrawn,
              progress.waiting)`,
  },
  {
    code: 'I21',
    says: 'No correction or withdrawal waits for a registration that has come, and none is applied without a trace',
    violations: `
        select 'event ' || waiting.event_id as what from usage_waiting_change waiting
        join registration on registration.lpa_reference = waiting.lpa_reference where waiting.applied_at is null
        union all
        select 'event ' || waiting.event_id from usage_waiting_change waiting where waiting.applied_at is not null
          and not exists (select from registration_change change where change.event_id = waiting.event_id)`,
  },
  {
    code: 'I22',
    says: 'The facts of a changed registration are its first facts with every change laid over them in source order',
    violations: `
        select 'LPA ' || registration.lpa_reference as what from registration_origin origin
        join registration on registration.id = origin.registration_id
        where registration_facts(registration) <> origin.facts
          || coalesce((select jsonb_object_agg(said.key, said.value order by change.occurred_at, change.event_id)
               from registration_change change, jsonb_each(change.says) said
               where change.registration_id = registration.id), '{}')
          || jsonb_build_object('withdrawnAt', (select min(change.occurred_at) from registration_change change
               where change.registration_id = registration.id and change.kind = 'withdrawal'))
          or registration.version <> 1 + (select count(*) from registration_change change
               where change.registration_id = registration.id)`,
  },
  {
    code: 'I23',
    says: 'The original of every file that was delivered is kept whole, but for one that held a card number',
    violations: `
        select 'delivery ' || delivery.id as what from usage_delivery delivery
        join usage_delivery_progress progress on progress.delivery_id = delivery.id
        where delivery.file_id is not null and progress.refusal is distinct from 'FILE_HOLDS_CARD_NUMBER'
          and delivery.byte_count <> (select coalesce(sum(length(bytes)), 0) from usage_file_part part
            where part.file_id = delivery.file_id)`,
  },
  {
    code: 'I24',
    says: 'The counts by day, with what is noted for them, are those of the registrations; months and totals are theirs',
    violations: `
        with told as (
          select organisation_id, registered_on, fee_kind, channel, came_by, standing, withdrawn
          from usage_organisation_day
          union all
          select organisation_id, registered_on, fee_kind, channel, came_by, standing, withdrawn from usage_noted
          union all
          select organisation_id, registered_on, fee_kind, registration.channel, delivery.channel,
            case when withdrawn_at is null then -1 else 0 end, case when withdrawn_at is null then 0 else -1 end
          from registration join usage_delivery delivery on delivery.id = registration.delivery_id)
        select 'organisation ' || organisation_id || ' on ' || registered_on as what from told
        group by organisation_id, registered_on, fee_kind, channel, came_by
        having sum(standing) <> 0 or sum(withdrawn) <> 0
        union all
        select 'all on ' || registered_on from (
          select registered_on, fee_kind, channel, came_by, standing, withdrawn from usage_day union all
          select registered_on, fee_kind, channel, came_by, -standing, -withdrawn from usage_organisation_day) told
        group by registered_on, fee_kind, channel, came_by having sum(standing) <> 0 or sum(withdrawn) <> 0
        union all
        select 'organisation ' || organisation_id || ' in ' || month from (
          select organisation_id, month, standing, withdrawn from usage_organisation_month union all
          select organisation_id, date_trunc('month', registered_on)::date, -standing, -withdrawn
          from usage_organisation_day) told
        group by organisation_id, month having sum(standing) <> 0 or sum(withdrawn) <> 0
        union all
        select 'organisation ' || organisation_id || ' in ' || month || ' of one kind' from (
          select organisation_id, month, came_by, kind.fee_kind, kind.channel, kind.standing
          from usage_organisation_month cross join lateral (values ${KIND_ROWS}) as kind (fee_kind, channel, standing)
          union all
          select organisation_id, date_trunc('month', registered_on)::date, came_by, fee_kind, channel, -standing
          from usage_organisation_day) told
        group by organisation_id, month, came_by, fee_kind, channel having sum(standing) <> 0`,
  },
];
