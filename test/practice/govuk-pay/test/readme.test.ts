import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { AMOUNT_FAULTS } from '../amount-faults.ts';
import { REFUND_FAULTS } from '../refund-faults.ts';
import { FAULT_CARDS, SANDBOX_CARDS } from '../cards/practice-cards.ts';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

const tableRows = (firstCell: RegExp): string[] => README.split('\n').filter((line) => firstCell.test(line));
const cell = (text: string): string => text.replaceAll(/ *\| */g, '|').trim();

test('the README lists the cards and the faults as they are', () => {
  const cards = [...SANDBOX_CARDS, ...FAULT_CARDS].map(({ number, means }) => `|${number}|${means}|`);
  expect(tableRows(/^\| \d{13,19}/).map(cell)).toEqual(cards);
  const faults = [...AMOUNT_FAULTS, ...REFUND_FAULTS].map(({ pence, means }) => `|.${pence}|${means}|`);
  expect(tableRows(/^\| \.\d\d/).map(cell)).toEqual(faults);
});
