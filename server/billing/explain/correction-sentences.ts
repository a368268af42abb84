import type { LINE_LINKS } from '../../../shared/contracts/billing.ts';
import { formatLocalDate, type LocalDate } from '../../../shared/local-date.ts';
import { formatPounds, type Pence } from '../../../shared/money.ts';

type Link = (typeof LINE_LINKS)[number];

/** What corrections have made of a line. */
export interface LineCorrections {
  readonly credits: readonly {
    readonly number: string;
    readonly on: LocalDate;
    readonly amount: Pence;
    readonly toAccount: Pence;
    readonly reason: string;
    readonly words: string;
    readonly askedBy: string;
    readonly approvedBy: string;
  }[];
  readonly links: readonly {
    readonly link: Link;
    readonly invoice: string;
    readonly amount: Pence;
    readonly organisation: string;
    /** Whether that invoice is another organisation's. */
    readonly isElsewhere: boolean;
  }[];
}

const LINKS: Readonly<Record<Link, (amount: string, invoice: string) => string>> = {
  corrects: (amount, invoice) => `It adds to the ${amount} that was charged on invoice ${invoice}.`,
  'corrected-by': (amount, invoice) => `A further ${amount} was charged for it on invoice ${invoice}.`,
  replaces: (amount, invoice) => `It takes the place of a line of ${amount} on invoice ${invoice}, which was credited.`,
  'replaced-by': (amount, invoice) => `It was charged anew, at ${amount}, on invoice ${invoice}.`,
};

/** What was credited, why and by whom, and where the LPA was charged before, besides or since; in the order it happened. */
export function correctionSentences({ credits, links }: LineCorrections): string[] {
  return [
    ...links.filter(({ link }) => link === 'corrects' || link === 'replaces').map(linkSentence),
    ...credits.map(creditSentence),
    ...links.filter(({ link }) => link === 'corrected-by' || link === 'replaced-by').map(linkSentence),
  ];
}

function linkSentence({ link, invoice, amount, organisation, isElsewhere }: LineCorrections['links'][number]): string {
  return LINKS[link](formatPounds(amount), isElsewhere ? `${invoice} of ${organisation}` : invoice);
}

function creditSentence(credit: LineCorrections['credits'][number]): string {
  const { number, on, amount, toAccount, reason, words, askedBy, approvedBy } = credit;
  const paid = toAccount === 0 ? '' : `, of which ${formatPounds(toAccount)} had been paid and is credit on account`;
  return `${formatPounds(amount)} was credited by credit note ${number} on ${formatLocalDate(on)}${paid}. ${reason}: “${words}”. ${askedBy} asked for it and ${approvedBy} approved it.`;
}
