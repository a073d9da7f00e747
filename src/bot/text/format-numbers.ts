const counts = new Intl.NumberFormat('en-US');

/** `12,345` */
export function formatCount(number: number): string {
  return counts.format(number);
}

/** A difference: `+12`, `−3`, `0`. */
export function formatChange(number: number): string {
  if (number === 0) return '0';
  return `${number > 0 ? '+' : '−'}${formatCount(Math.abs(number))}`;
}
