/**
 * The longest time, in ms, that nothing else could run while `work` did: how late an interval of 1 ms came. (Node's own
 * histogram of the event loop leaves out a gap that ends when it is read.)
 */
export async function longestGap(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const tick = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(tick, 1);
  await work();
  tick();
  clearInterval(timer);
  return longest;
}
