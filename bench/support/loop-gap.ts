/** How long nothing else could run, in ms. */
export interface LoopGap {
  /** How late an interval of 1 ms came. (Node's own histogram of the event loop leaves out a gap that ends when it is read.) */
  time: number;
  /** How much processor time this thread took meanwhile, which other programs do not lengthen. */
  processor: number;
}

/** The longest gaps of the event loop while `work` is done. */
export async function longestGaps(work: () => Promise<unknown>): Promise<LoopGap> {
  const longest: LoopGap = { time: 0, processor: 0 };
  let last = performance.now();
  let lastProcessor = process.threadCpuUsage();
  const tick = () => {
    const [now, processor] = [performance.now(), process.threadCpuUsage(lastProcessor)];
    longest.time = Math.max(longest.time, now - last);
    longest.processor = Math.max(longest.processor, (processor.user + processor.system) / 1000);
    last = now;
    lastProcessor = process.threadCpuUsage();
  };
  const timer = setInterval(tick, 1);
  await work();
  tick();
  clearInterval(timer);
  return longest;
}
