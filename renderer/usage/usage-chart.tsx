import { AgCharts } from 'ag-charts-react';
import {
  BarSeriesModule,
  CartesianChartModule,
  CategoryAxisModule,
  NumberAxisModule,
  type AgCartesianChartOptions,
} from 'ag-charts-community';
import { useMemo } from 'react';
import type { UsageDashboard, UsageStep } from '../../shared/contracts/usage-dashboard.ts';
import { addDays, formatShortDate, type LocalDate } from '../../shared/local-date.ts';
import { styleNonce } from '../theme/style-nonce.ts';
import { useTokenColours, type TokenColours } from '../theme/token-colours.ts';
import { countWords } from './change-words.ts';

const MODULES = [CartesianChartModule, BarSeriesModule, CategoryAxisModule, NumberAxisModule];
/** With more bars than these only the highest and the last carry their figure. */
const MOST_LABELLED = 14;
const TEXT_SIZE = 12;

interface Bar {
  /** First day; every bar has its own. */
  readonly from: LocalDate;
  readonly name: string;
  readonly days: string;
  readonly count: number;
  readonly label: string;
}

/** How much taller than the tallest bar the chart is: its figure stands above it. */
const ROOM_FOR_LABELS = 1.12;

export interface UsageChartProps {
  readonly steps: UsageDashboard['steps'];
  readonly step: UsageStep;
}

/** Bars with their figures on them. Whoever does not see it has the sentence, and the table one key away. */
export function UsageChart({ steps, step }: UsageChartProps) {
  const colours = useTokenColours();
  const bars = useMemo(() => barsOf(steps, step), [steps, step]);
  const options = useMemo(() => optionsOf(bars, colours), [bars, colours]);
  return (
    <figure className="usage-chart" aria-label={describe(bars)}>
      <AgCharts options={options} modules={MODULES} className="usage-chart-canvas" />
    </figure>
  );
}

function barsOf(steps: UsageChartProps['steps'], step: UsageStep): Bar[] {
  const most = Math.max(...steps.map(({ count }) => count));
  const highest = steps.findIndex(({ count }) => count === most);
  return steps.map(({ from, before, count }, n) => ({
    from,
    name: axisWords(from, step),
    days:
      step === 'day' ? formatShortDate(from) : `${formatShortDate(from)} to ${formatShortDate(addDays(before, -1))}`,
    count,
    label: steps.length <= MOST_LABELLED || n === highest || n === steps.length - 1 ? countWords(count) : '',
  }));
}

/** The year stands with months only: there is little room, and the table has it. */
function axisWords(from: LocalDate, step: UsageStep): string {
  const words = formatShortDate(from);
  return step === 'month' ? words.slice(words.indexOf(' ') + 1) : words.slice(0, words.lastIndexOf(' '));
}

function describe(bars: readonly Bar[]): string {
  const highest = bars.reduce<Bar | undefined>(
    (one, bar) => (one === undefined || bar.count > one.count ? bar : one),
    undefined,
  );
  const last = bars.at(-1);
  if (highest === undefined || last === undefined) return 'No registrations';
  return `Chart of registrations. Most in ${highest.days}: ${countWords(highest.count)}. Latest, ${last.days}: ${countWords(last.count)}.`;
}

function optionsOf(bars: Bar[], colours: TokenColours): AgCartesianChartOptions {
  const names = new Map<string, string>(bars.map(({ from, name }) => [from, name]));
  const text = { color: colours.textMuted, fontSize: TEXT_SIZE, fontFamily: colours.font };
  return {
    ...(styleNonce() !== undefined && { styleNonce: styleNonce() ?? '' }),
    data: bars,
    background: { visible: false },
    legend: { enabled: false },
    minHeight: 0,
    padding: { top: 16, right: 24, bottom: 8, left: 8 },
    series: [
      {
        type: 'bar',
        xKey: 'from',
        yKey: 'count',
        yName: 'Registered',
        fill: colours.accent,
        cornerRadius: 2,
        label: {
          ...text,
          color: colours.text,
          placement: 'outside-end',
          formatter: ({ datum }: { datum: Bar }) => datum.label,
        },
        tooltip: {
          renderer: ({ datum }: { datum: Bar }) => ({
            title: datum.days,
            data: [{ label: 'Registered', value: countWords(datum.count) }],
          }),
        },
      },
    ],
    axes: {
      x: {
        type: 'category',
        position: 'bottom',
        line: { stroke: colours.line },
        label: {
          ...text,
          autoRotate: false,
          wrapping: 'never',
          formatter: ({ value }: { value: unknown }) => names.get(String(value)) ?? '',
        },
      },
      y: {
        type: 'number',
        position: 'left',
        min: 0,
        max: Math.ceil(Math.max(1, ...bars.map(({ count }) => count)) * ROOM_FOR_LABELS),
        gridLine: { style: [{ stroke: colours.line }] },
        label: { ...text, formatter: ({ value }: { value: unknown }) => countWords(Number(value)) },
      },
    },
  };
}
