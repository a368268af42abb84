const POUNDS = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' });

/** Pence as pounds to show: 123456 is "£1,234.56". */
export function moneyText(pence: number): string {
  return POUNDS.format(pence / 100);
}
