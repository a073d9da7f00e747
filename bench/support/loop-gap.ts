/** A period in which the event loop was blocked, in ms. */
export interface LoopGap {
  /** How late a 1 ms interval fired. (Node's own histogram misses a gap that ends when it is read.) */
  time: number;
  /** Processor time of this thread in the period, which other programs do not affect. */
  processor: number;
}

/** The longest gaps of the event loop during `work`. */
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
