/** A number with the word for what is counted: `1 fan`, `2 fans`. The number is written as texts get it, such as `1,234`. */
export function counted(count: string, one: string, several = `${one}s`): string {
  return `${count} ${count === '1' ? one : several}`;
}
