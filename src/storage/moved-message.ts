/** The error message for a moved store. */
export function movedMessage(shown: string, to: string, done: boolean): string {
  return done
    ? `The store ${shown} was moved to ${to}: set STORE_URL to that. To go back, move it back (npm run move).`
    : `A move of the store ${shown} to ${to} was cut short: run the same npm run move again, which ends it.`;
}
