/** How late a bill is, in words; nothing while it is not. */
export function lateWords({ daysOverdue }: { readonly daysOverdue: number }): string {
  if (daysOverdue === 0) return '';
  return daysOverdue === 1 ? '1 day' : `${daysOverdue.toLocaleString('en-GB')} days`;
}
