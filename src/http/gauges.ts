import { Gauge, type Registry } from 'prom-client';
import type { AlertsStatus } from '../alerts/index.ts';
import type { EgressState } from '../api/index.ts';

/** The values that gauges read at each scrape. */
export interface GaugeSource {
  /** Role of this process among those on the same store. */
  role?: ProcessRole | undefined;
  /** Share of the accounts this process polls, 0 to 1; left out where it polls none. */
  share?: () => number;
  alerts(): AlertsStatus;
  /** State of each egress address. */
  egress(): readonly EgressState[];
  /** The chat platforms: whether each is unreachable, and how many of its updates are being handled. */
  platforms: readonly { readonly away: boolean; readonly queue: { readonly size: number } }[];
}

/**
 * Adds the gauges to a registry. `program` is called at each scrape, since a standby may have become the
 * leader.
 */
export function addGauges(registry: Registry, program: () => GaugeSource): void {
  const alerts = () => program().alerts();
  const egress = () => program().egress();
  const gauges: readonly { name: string; help: string; read: () => number }[] = [
    {
      name: 'guanxi_leader',
      help: '1 in the process that talks with the chat platforms, 0 in those that stand by or are watchers.',
      read: () => Number([undefined, 'leader'].includes(program().role)),
    },
    {
      name: 'guanxi_share_ratio',
      help: 'Share of the accounts that this process polls, 0 to 1.',
      read: () => program().share?.() ?? 0,
    },
    { name: 'guanxi_watches', help: 'Accounts watched for new fans.', read: () => alerts().watches },
    {
      name: 'guanxi_alerts_pending',
      help: 'Chats with alerts that wait, each for one account.',
      read: () => alerts().waiting,
    },
    {
      name: 'guanxi_alerts_sending',
      help: 'Messages with alerts that are being sent.',
      read: () => alerts().sending,
    },
    {
      name: 'guanxi_logins_resting',
      help: 'Logins in a cooldown after risk control of Bilibili.',
      read: () => egress().reduce((sum, { resting }) => sum + resting, 0),
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
  for (const { name, help, read } of ofAddresses) {
    new Gauge({
      name,
      help,
      labelNames: ['address'],
      registers: [registry],
      collect() {
        for (const state of egress()) {
          const value = read(state);
          if (value !== undefined) this.set({ address: state.name }, value);
        }
      },
    });
  }
}

/** Gauges with one value per egress address; there are as many as EGRESS has entries. */
const ofAddresses: readonly {
  name: string;
  help: string;
  read: (state: EgressState) => number | undefined;
}[] = [
  {
    name: 'guanxi_address_resting',
    help: '1 while no requests go by this address, since Bilibili has blocked it.',
    read: ({ restUntil }) => Number(restUntil !== undefined),
  },
  {
    name: 'guanxi_address_unanswered',
    help: '1 while the last request by this address has had no answer: its proxy or Bilibili is away.',
    read: ({ trouble }) => Number(trouble !== undefined),
  },
  {
    name: 'guanxi_address_budget_ratio',
    help: 'How much of the share that polls have in the budget of this address is left, from 0 to 1.',
    read: ({ budgetLeft }) => budgetLeft,
  },
];

/** Role of a process among those on the same store; a `standby` takes over when the leader ends. */
export type ProcessRole = 'leader' | 'standby' | 'watcher';
