import type { UsageDashboard } from '../../../shared/contracts/usage-dashboard.ts';
import { formatLocalDate } from '../../../shared/local-date.ts';
import { weekday } from './flag-day.ts';

type Figures = Omit<UsageDashboard, 'told'>;

const FEE_WORDS = {
  full: 'at the full fee',
  half: 'at half fee',
  repeat: 'as repeat applications',
  quarter: 'as repeat applications at half fee',
  exempt: 'exempt',
  hardship: 'awaiting a decision on hardship',
} as const satisfies Record<UsageDashboard['byFee'][number]['name'], string>;

/** The dashboard in sentences that can be read out to a caller, or by a screen reader. */
export function tellUsage(figures: Figures): string[] {
  return [tellToday(figures), tellTotal(figures), tellParts(figures), tellFlags(figures)].filter((said) => said !== '');
}

function tellToday({ registeredToday: { count, usual }, today }: Figures): string {
  const beside = usual === null ? '' : `; a ${weekday(today)} usually ends with ${n(usual)}`;
  return `${lpas(count)} registered so far today, ${formatLocalDate(today)}${beside}.`;
}

function tellTotal({ from, total, withdrawn }: Figures): string {
  const gone = withdrawn === 0 ? '' : `, not counting ${n(withdrawn)} withdrawn since`;
  const sides = [
    change(total, total.previous, 'than in as many months before'),
    change(total, total.yearAgo, 'than a year earlier'),
  ];
  const compared = sides.filter((said) => said !== null).join(', and ');
  return `${lpas(total.count)} registered since ${formatLocalDate(from)}${gone}${compared === '' ? '' : `: ${compared}`}.`;
}

function change({ count }: { readonly count: number }, other: number | null, than: string): string | null {
  if (other === null || other === 0) return null;
  const percent = Math.round((100 * (count - other)) / other);
  if (percent === 0) return `about as many ${than.replace('than', 'as')}`;
  return `${Math.abs(percent)}% ${percent > 0 ? 'more' : 'fewer'} ${than}`;
}

function tellParts({ total, byFee, byChannel }: Figures): string {
  if (total.count === 0) return '';
  const share = (count: number): string => `${Math.round((100 * count) / total.count)}%`;
  const fees = byFee
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count)
    .map(({ name, count }) => `${share(count)} ${FEE_WORDS[name]}`);
  const online = byChannel.find(({ name }) => name === 'online')?.count ?? 0;
  return `Of these, ${share(online)} were applied for online. By fee: ${fees.join(', ')}.`;
}

function tellFlags({ flags }: Figures): string {
  const odd = flags.filter(({ kind }) => kind !== 'explained');
  const [latest] = odd;
  if (latest === undefined) return 'No day stands out without a known reason.';
  const many = odd.length === 1 ? 'One day stands out' : `${odd.length} days stand out`;
  return `${many}; the latest is ${formatLocalDate(latest.day)}: ${latest.why}`;
}

function lpas(count: number): string {
  return count === 1 ? '1 LPA was' : `${n(count)} LPAs were`;
}

function n(count: number): string {
  return count.toLocaleString('en-GB', { maximumFractionDigits: 1 });
}
