import { Gauge, type Registry } from 'prom-client';
import type { AlertsStatus } from '../alerts/index.ts';
import type { Resting } from '../api/index.ts';
import type { ProcessRole } from './process-role.ts';

/** What is read at the moment it is asked for. */
export interface Gauged {
  /** What the process is among several on one store. */
  role?: ProcessRole | undefined;
  alerts(): AlertsStatus;
  /** Whom risk control keeps from asking. */
  resting(): Resting;
  /** The chat platforms: whether each can be reached, and how many of its updates are being handled. */
  platforms: readonly { readonly away: boolean; readonly queue: { readonly size: number } }[];
}

/** Adds what these read to a registry; the program may be another each time. */
export function addGauges(registry: Registry, program: () => Gauged): void {
  const alerts = () => program().alerts();
  const resting = () => program().resting();
  const gauges: readonly { name: string; help: string; read: () => number }[] = [
    {
      name: 'guanxi_leader',
      help: '1 in the process that talks with the chat platforms, 0 in those that stand by or only watch.',
      read: () => Number([undefined, 'leader'].includes(program().role)),
    },
    { name: 'guanxi_watches', help: 'Accounts watched for new fans.', read: () => alerts().watches },
    {
      name: 'guanxi_alerts_pending',
      help: 'Chats that wait to be told of fans, each for one account.',
      read: () => alerts().waiting,
    },
    { name: 'guanxi_alerts_sending', help: 'Alerts on their way.', read: () => alerts().sending },
    {
      name: 'guanxi_lanes_resting',
      help: 'Logins that rest after a risk answer of Bilibili.',
      read: () => resting().queues,
    },
    {
      name: 'guanxi_address_resting',
      help: '1 while nobody may ask Bilibili, since it has blocked this address.',
      read: () => Number(resting().everyone),
    },
    {
      name: 'guanxi_updates_handling',
      help: 'Updates being handled.',
      read: () => program().platforms.reduce((sum, { queue }) => sum + queue.size, 0),
    },
    {
      name: 'guanxi_platforms_away',
      help: 'Chat platforms that cannot be reached.',
      read: () => program().platforms.filter(({ away }) => away).length,
    },
  ];
  for (const { name, help, read } of gauges) {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  }
}
