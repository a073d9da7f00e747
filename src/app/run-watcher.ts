import { createWatcher } from '../alerts/index.ts';
import { shownStore } from '../storage/index.ts';
import { connectBilibili } from './bilibili-and-accounts.ts';
import { rereadChangesByOtherProcesses } from './changes-by-other-processes.ts';
import { createPollShare } from './poll-share.ts';
import type { RoleDeps, RunningRole } from './role-interface.ts';

/**
 * Runs a watcher: it polls its share of the accounts and stores the alerts. The leading bot delivers them.
 */
export async function runWatcher({ base, monitor, shutdown, undo, options }: RoleDeps): Promise<RunningRole> {
  const { config, clock, hold, log, store, localeOf } = base;
  const share = createPollShare(hold, 'watcher', (err) =>
    log.error({ err }, 'accounts could not be taken over'),
  );
  const site = await connectBilibili(base, share, shutdown.requests, monitor.bilibiliCalled);
  const { bilibili, accounts } = site;
  const watcher = createWatcher({
    records: store.watches,
    share,
    sessionOf: accounts.sessionOf,
    egressOf: bilibili.egressOf,
    timezoneOf: async (chat) => (await localeOf(chat)).timezone,
    interval: config.alertInterval * 1000,
    compareEvery: options.compareEvery,
    clock,
    random: Math.random,
    onError: (mid, err) => log.error({ err, mid }, 'the polls of an account failed'),
    onPoll: (_, result) => monitor.polled(result),
  });
  monitor.setProgram({
    role: base.role('watcher'),
    share: () => share.size,
    alerts: watcher.status,
    egress: bilibili.egress,
    platforms: [],
    probe: store.probe,
    webhooks: [],
  });
  rereadChangesByOtherProcesses(base, { ...site, alerts: watcher }, shutdown.requests);
  undo.defer(() => watcher.stop());
  watcher.start();
  await hold.joinWatchers();
  share.keepBalanced(watcher.shareChanged);
  const places = [`guanxi watches for new fans, for the bot on ${shownStore(config.storeUrl)}`];
  log.info({ places }, 'running');
  return { places, claims: [], ended: new Promise(() => undefined) };
}
