import type { EntityManager } from '@mikro-orm/postgresql';
import type { BillingPeriod } from '../../../shared/billing-period.ts';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import { DELIVERY_CHANNELS, REGISTRATION_CHANNELS, REGISTRATION_FEE_KINDS } from '../../../shared/contracts/usage.ts';
import type { ReadUsage, UsageDashboard, UsageFlag, UsageStep } from '../../../shared/contracts/usage-dashboard.ts';
import { instant } from '../../../shared/instant.ts';
import { addDays, londonDay, type LocalDate } from '../../../shared/local-date.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { selectRows } from '../../platform/rows.ts';
import { readCountedUsage, type CountedUsage, type UsagePart } from './counted-usage.ts';
import { flagDay } from './flag-day.ts';
import { tellUsage } from './tell-usage.ts';
import { holidaysBetween, type UsageHistory } from './usage-history.ts';
import { firstOfMonth, mondayOf, monthsBack, reachesBack, usageSpans, type UsageSpans } from './usage-span.ts';
import { usualCount } from './usual-count.ts';

const MOST_FLAGS = 20;

/** The dashboard of usage, over all or of one organisation. ORGANISATION_NOT_FOUND when there is no such organisation. */
export async function readUsage(em: EntityManager, input: ReadUsage, now: Date): Promise<UsageDashboard> {
  const today = londonDay(now);
  const spans = usageSpans(today, input.months);
  const organisationId = input.organisation === null ? null : await idOf(em, input.organisation);
  const counted = await readCountedUsage(em, organisationId, input, spans);
  const history = historyOf(counted);
  const figures = {
    asOf: instant(now),
    today,
    from: spans.period.from,
    registeredToday: todayOf(history),
    total: compared(counted.parts, counted.first_day, spans),
    withdrawn: counted.parts.reduce((sum, { withdrawn }) => sum + withdrawn, 0),
    steps: stepsOf(history, spans.period, input.step),
    byFee: REGISTRATION_FEE_KINDS.map((name) => part(name, (one) => one.fee_kind === name)),
    byChannel: REGISTRATION_CHANNELS.map((name) => part(name, (one) => one.channel === name)),
    byWay: DELIVERY_CHANNELS.map((name) => part(name, (one) => one.came_by === name)),
    flags: flagsOf(history, spans.period.from),
  };
  return { ...figures, told: tellUsage(figures) };

  function part<Name extends string>(name: Name, isOf: (one: UsagePart) => boolean) {
    return { name, ...compared(counted.parts.filter(isOf), counted.first_day, spans) };
  }
}

async function idOf(em: EntityManager, reference: OrganisationReference): Promise<number> {
  const [row] = await selectRows<{ id: number }>(em, 'select id from organisation where reference = ?', [reference]);
  if (row === undefined) throw new DomainError('ORGANISATION_NOT_FOUND', { organisation: reference });
  return row.id;
}

function historyOf(counted: CountedUsage): UsageHistory {
  const { days, counts, first_day: firstDay } = counted;
  const known = firstDay === null ? days.length : days.findIndex((day) => day >= firstDay);
  const [first, last] = [days[0], days.at(-1)];
  return {
    days,
    counts,
    knownFrom: known === -1 ? days.length : known,
    holidays: first === undefined || last === undefined ? new Map() : holidaysBetween(first, last),
    feeChanges: counted.fee_changes ?? [],
  };
}

function todayOf(history: UsageHistory): UsageDashboard['registeredToday'] {
  const place = history.days.length - 1;
  return {
    count: history.counts[place] ?? 0,
    usual: usualCount(place, history)?.median ?? null,
    dayBefore: history.counts[place - 1] ?? 0,
  };
}

function compared(parts: readonly UsagePart[], firstDay: LocalDate | null, { previous, yearAgo }: UsageSpans) {
  const sum = (of: (part: UsagePart) => number): number => parts.reduce((total, part) => total + of(part), 0);
  return {
    count: sum(({ count }) => count),
    previous: reachesBack(firstDay, previous) ? sum((part) => part.previous) : null,
    yearAgo: reachesBack(firstDay, yearAgo) ? sum((part) => part.year_ago) : null,
  };
}

/** Every step of the period, also those in which nothing was registered. */
function stepsOf({ days, counts }: UsageHistory, { from, before }: BillingPeriod, step: UsageStep) {
  const steps: UsageDashboard['steps'] = [];
  let place = days.indexOf(from);
  for (let start = from; start < before;) {
    const end = endOfStep(start, step);
    const next = end < before ? end : before;
    let count = 0;
    for (; place < days.length && (days[place] ?? next) < next; place += 1) count += counts[place] ?? 0;
    steps.push({ from: start, before: next, count });
    start = next;
  }
  return steps;
}

function endOfStep(start: LocalDate, step: UsageStep): LocalDate {
  if (step === 'day') return addDays(start, 1);
  if (step === 'week') return addDays(mondayOf(start), 7);
  return monthsBack(firstOfMonth(start), -1).from;
}

/** Today is not over, so that it can have too many but not yet too few. */
function flagsOf(history: UsageHistory, from: LocalDate): UsageFlag[] {
  const flags: UsageFlag[] = [];
  const today = history.days.length - 1;
  for (let place = today; (history.days[place] ?? '') >= from && flags.length < MOST_FLAGS; place -= 1) {
    const flag = flagDay(place, history);
    if (flag !== null && !(place === today && flag.count < flag.usual)) flags.push(flag);
  }
  return flags;
}
