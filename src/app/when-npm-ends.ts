import { readFileSync } from 'node:fs';

/** Interval of checking whether npm still runs, ms. */
const checkInterval = 200;

/**
 * Calls `act` once when the npm that started this program is gone, because the program would otherwise keep
 * its store and go on sending. There may be a shell between the two, which exits on a signal to npm (dash),
 * or does not notice that npm was killed; therefore npm itself is watched too. Processes further up do not
 * matter: npm may outlive the shell it was started from.
 */
export function whenNpmEnds(act: () => void): void {
  const parent = process.ppid;
  const npm = isShell(parent) ? parentOf(parent) : undefined;
  const timer = setInterval(() => {
    if (process.ppid === parent && (npm === undefined || isAlive(npm))) return;
    clearInterval(timer);
    act();
  }, checkInterval);
  timer.unref();
}

function isShell(pid: number): boolean {
  return /^(?:ba|da|a|k|z)?sh$|^busybox$/u.test(statOf(pid)?.name ?? '');
}

function parentOf(pid: number): number | undefined {
  return statOf(pid)?.parent;
}

/**
 * The name and parent of a process on Linux; other systems have no such file, and only the direct parent is
 * watched.
 */
function statOf(pid: number): { name: string; parent: number } | undefined {
  try {
    const [, name = '', parent] =
      /^\d+ \((.*)\) \S (\d+)/su.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return parent === undefined ? undefined : { name, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
