import { readFileSync } from 'node:fs';

/** How often it is checked whether npm still runs, ms. */
const lookedEvery = 200;

/**
 * Calls `act` once when the npm that started this program is gone: a program left behind by it would hold its store and go
 * on telling. Between the two there may be a shell, which a signal to npm ends (dash) or which does not notice that npm was
 * killed. Further up nobody matters: npm may well outlive the shell it was started in.
 */
export function whenNpmEnds(act: () => void): void {
  const parent = process.ppid;
  const npm = isShell(parent) ? parentOf(parent) : undefined;
  const timer = setInterval(() => {
    if (process.ppid === parent && (npm === undefined || isAlive(npm))) return;
    clearInterval(timer);
    act();
  }, lookedEvery);
  timer.unref();
}

function isShell(pid: number): boolean {
  return /^(?:ba|da|a|k|z)?sh$|^busybox$/u.test(statOf(pid)?.name ?? '');
}

function parentOf(pid: number): number | undefined {
  return statOf(pid)?.parent;
}

/** What Linux says of a process; other systems have no such file, and there the direct parent alone is watched. */
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
