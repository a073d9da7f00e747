/** How long a test waits for what should come soon, in real ms: long, since other tests want the same processors. */
export const patience = 30_000;
