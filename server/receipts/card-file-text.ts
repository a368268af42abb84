import { financialYear, isLocalDate, localDate, type LocalDate } from '../../shared/local-date.ts';
import { pence, type Pence } from '../../shared/money.ts';

/** One payment by card as the provider's daily file has it. */
export interface CardFileLine {
  /** The provider's word for the merchant's own reference: letters, digits and `/ . _ -`, 1 to 60. */
  readonly orderCode: string;
  /** 'YYYY-MM-DD HH:MM:SS', London. */
  readonly paidAt: string;
  readonly amount: Pence;
}

export const CARD_FILE_COLUMNS = ['Ordercode', 'Date', 'Amount'] as const;

const NAME = /^feemoto_([0-9]{2})([0-9]{2})([0-9]{4})normal\.csv$/;
const ORDER_CODE = /^[A-Za-z0-9][A-Za-z0-9/._ -]{0,58}[A-Za-z0-9]$|^[A-Za-z0-9]$/;
const TIME = /^([0-9]{4}-[0-9]{2}-[0-9]{2}) (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$/;
const AMOUNT = /^([0-9]{1,9})(?:\.([0-9]{1,2}))?$/;

/** The day in a card file's name, `feemoto_DDMMYYYYnormal.csv`; undefined for any other name. */
export function cardFileDay(name: string): LocalDate | undefined {
  const [, day = '', month = '', year = ''] = NAME.exec(name) ?? [];
  const text = `${year}-${month}-${day}`;
  return isLocalDate(text) && financialYear(text) >= 2007 ? localDate(text) : undefined;
}

/** The name of the card file of a day. */
export function cardFileName(day: LocalDate): string {
  return `feemoto_${day.slice(8)}${day.slice(5, 7)}${day.slice(0, 4)}normal.csv`;
}

/** Whether a cell can be an order code. */
export function isOrderCode(text: string): boolean {
  return ORDER_CODE.test(text);
}

/** The day of a moment as the file writes it; undefined when it is no such moment. */
export function dayOfCardTime(text: string): LocalDate | undefined {
  const [, day = ''] = TIME.exec(text) ?? [];
  return isLocalDate(day) ? day : undefined;
}

/** Pounds as the file writes them: no sign, no commas, no, one or two decimals. Undefined for anything else. */
export function parseCardFileAmount(text: string): Pence | undefined {
  const [, pounds, decimals = ''] = AMOUNT.exec(text) ?? [];
  return pounds === undefined ? undefined : pence(Number(pounds) * 100 + Number(decimals.padEnd(2, '0')));
}

/** A whole card file. What its reader reads of it are these lines again. */
export function printCardFile(lines: readonly CardFileLine[]): string {
  const cells = lines.map(({ orderCode, paidAt, amount }) => {
    const pounds = `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;
    return `${orderCode},${paidAt},${pounds}\r\n`;
  });
  return `${CARD_FILE_COLUMNS.join(',')}\r\n${cells.join('')}`;
}
