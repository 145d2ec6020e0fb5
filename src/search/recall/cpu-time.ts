import { readFileSync } from 'node:fs';

const NANOS_PER_MICRO = 1000;

/**
 * CPU time of the calling thread so far, in microseconds: what the kernel has counted for it, where it tells (Linux), else
 * that of the whole process.
 */
export function threadCpuMicros(): number {
  try {
    const [nanos = ''] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ');
    return Number(nanos) / NANOS_PER_MICRO;
  } catch {
    const { user, system } = process.cpuUsage();
    return user + system;
  }
}
