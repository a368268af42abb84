/** `12% more than a year ago`; `as many …` where it rounds to nothing; null where there is nothing to compare with. */
export function changeWords(count: number, other: number | null, when: string): string | null {
  if (other === null) return null;
  if (other === 0) return count === 0 ? null : `none ${when}`;
  const percent = Math.round((100 * (count - other)) / other);
  if (percent === 0) return `about as many as ${when}`;
  return `${Math.abs(percent)}% ${percent > 0 ? 'more' : 'fewer'} than ${when}`;
}

/** `1,234`; one decimal where the number is not whole. */
export function countWords(count: number): string {
  return count.toLocaleString('en-GB', { maximumFractionDigits: 1 });
}
