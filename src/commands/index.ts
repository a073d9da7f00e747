import type { Accounts } from '../accounts/accounts.ts';
import type { LoginLimit } from '../accounts/login-attempt-limit.ts';
import type { UsageStats } from '../accounts/usage-stats.ts';
import type { Alerts, QuietHoursOf } from '../alerts/index.ts';
import type { Bilibili } from '../api/index.ts';
import type { Access } from '../bot/access.ts';
import type { BackgroundTasks } from '../bot/background-tasks.ts';
import type { LocaleOf } from '../bot/chat-locale.ts';
import { type Command, eachKindOnce, type Feature } from '../bot/feature.ts';
import { createMessageStateStore } from '../bot/message-state.ts';
import type { ChatMenu, ClientOf, Platform } from '../bot/platform.ts';
import { createRateLimiter } from '../bot/rate-limiter.ts';
import type { Clock } from '../clock.ts';
import type { ForecastOf, Jobs, Quota } from '../jobs/index.ts';
import { createDormancyChecks } from '../people/dormancy-check-store.ts';
import type { Store } from '../storage/index.ts';
import { hour } from '../time-units.ts';
import { alertsFeature } from './alerts/alerts.ts';
import { bigFansFeature } from './alerts/big-fans-question.ts';
import { newFansFeature } from './alerts/new-fan-button-handlers.ts';
import { quietHoursFeature } from './alerts/quiet-hours.ts';
import type { SendDigestDeps } from './alerts/send-digest.ts';
import { createJobView } from './bulk/draw-and-send-job.ts';
import { jobsFeature } from './bulk/jobs.ts';
import { createJobProposals } from './bulk/propose-job.ts';
import { cancelFeature } from './cancel.ts';
import type { JoinChats } from './chats-of-one-person/join-chats-and-alerts.ts';
import { linkFeature } from './chats-of-one-person/link-command.ts';
import type { GroupLinks } from './group-binding/group-links-and-codes.ts';
import { groupsFeature } from './groups/groups.ts';
import { createLastUsedGroups } from './groups/last-used-groups.ts';
import { withHelpFeature } from './help.ts';
import { createHome } from './home/home.ts';
import { createWholeListFilter } from './lists/filter-whole-lists.ts';
import type { LastRelationChanges } from './lists/last-relation-change-times.ts';
import { ownListsFeature, personListCommands } from './lists/lists.ts';
import { createListPanels } from './lists/open-lists.ts';
import { createBackgroundReader } from './lists/read-in-background.ts';
import type { WholeListCache } from './lists/whole-list-cache.ts';
import { loginFeature } from './login/login.ts';
import { logoutFeature } from './login/logout.ts';
import { noteCommand, notesFeature } from './notes.ts';
import { cardButtonsFeature } from './person/card-button-handlers.ts';
import { commandsTakingPerson } from './person/commands-taking-a-person.ts';
import { createRelationActions } from './person/relation-actions.ts';
import { createUndoLog } from './person/undo-log.ts';
import { relationCommands, whoCommand } from './person/who-follow-block-commands.ts';
import { settingsFeature } from './settings.ts';
import { startFeature } from './start.ts';
import { createHistoryFiller } from './stats/fill-history.ts';
import type { DrawFanPicture } from './stats/run-fan-chart-worker.ts';
import { statsFeature } from './stats/stats.ts';
import { statusFeature } from './status.ts';
import { createDormantCheck } from './tidy/start-dormant-check.ts';
import { tidyFeature } from './tidy/tidy.ts';
import { exportFeature } from './transfer/export.ts';
import { importFeature } from './transfer/import.ts';

/** Everything the features depend on; each gets the parts it needs. */
export interface CommandDeps {
  accounts: Accounts;
  alerts: Alerts;
  access: Access;
  bilibili: Bilibili;
  chatMenu: ChatMenu;
  clientOf: ClientOf;
  clock: Clock;
  digests: SendDigestDeps['digests'];
  drawFanPicture: DrawFanPicture;
  forecastOf: ForecastOf;
  groupLinks: GroupLinks;
  jobs: Jobs;
  joinChats: JoinChats;
  lastRelationChanges: Pick<LastRelationChanges, 'lastOf'>;
  wholeListCache: WholeListCache;
  localeOf: LocaleOf;
  loginLimit: LoginLimit;
  /** Platforms the bot is on. */
  platforms: readonly Platform[];
  /** Interval between requests for a QR code's state, ms. */
  qrInterval: number;
  quietHoursOf: QuietHoursOf;
  quota: Quota;
  store: Pick<Store, 'chats' | 'panels' | 'personChecks' | 'groupChoices' | 'proposals' | 'undos'>;
  tasks: BackgroundTasks;
  usageStats: () => Promise<UsageStats>;
  version: string;
}

/** Rate limit for entering join codes. */
const joinCodes = { most: 10, per: hour };

/** Creates all features, in the order /help and the menus list their commands. */
export function createFeatures(deps: CommandDeps): readonly Feature[] {
  const { accounts, access, alerts, bilibili, clock, groupLinks, jobs, localeOf, quietHoursOf } = deps;
  const { chatMenu, clientOf, forecastOf, quota, tasks } = deps;
  const { chats, undos, groupChoices, panels, proposals } = deps.store;
  const { now } = clock;

  const lastGroups = createLastUsedGroups(chats);
  const undoLog = createUndoLog(createMessageStateStore(undos), now);
  const relationActions = createRelationActions({ quota, alerts, lastGroups, undoLog });
  const jobProposals = createJobProposals({
    jobs,
    forecastOf,
    proposals: createMessageStateStore(proposals),
    tasks,
  });
  const reader = createBackgroundReader(tasks, clock.monotonic);
  const checks = createDormancyChecks(deps.store.personChecks);
  const { wholeListCache } = deps;
  const wholeListFilter = createWholeListFilter({ wholeListCache, alerts, checks, now });
  const listPanels = createListPanels({
    panels: createMessageStateStore(panels),
    relationActions,
    jobProposals,
    changes: deps.lastRelationChanges,
    wholeListFilter,
    reader,
    now,
  });
  const peopleOf = [
    whoCommand(),
    ...relationCommands({ relationActions, jobProposals }),
    ...personListCommands(listPanels),
    noteCommand(),
  ] as const;

  const people = commandsTakingPerson(bilibili, peopleOf);
  const groups = groupsFeature({
    bilibili,
    choices: createMessageStateStore(groupChoices),
    jobProposals,
    lastGroups,
    listPanels,
    relationActions,
  });
  const alertsPanel = alertsFeature({
    accounts,
    alerts,
    groupLinks,
    quietHoursOf,
    localeOf,
    clientOf,
    clock,
  });
  const jobView = createJobView({ jobs, forecastOf });
  const jobsPanel = jobsFeature({ jobs, jobProposals, jobView });
  const dormant = createDormantCheck({ wholeListFilter, reader, checks, jobs, jobView, forecastOf, now });
  const tidy = tidyFeature({ wholeListFilter, reader, listPanels, dormant });
  const stats = statsFeature({
    alerts,
    draw: deps.drawFanPicture,
    fill: createHistoryFiller({ alerts, now: clock.monotonic }),
    now,
  });
  const settings = settingsFeature({ accounts, chats, alerts, quietHoursOf, chatMenu, now });
  const home = createHome({
    accounts,
    alerts,
    chatMenu,
    jobs,
    commands: [people, groups, alertsPanel, stats, tidy, jobsPanel, settings].flatMap<Command>(
      ({ commands }) => commands,
    ),
    now,
  });
  const login = {
    bilibili,
    accounts,
    alerts,
    chats,
    loginLimit: deps.loginLimit,
    tasks,
    clock,
    qrInterval: deps.qrInterval,
    welcome: home.welcome,
  };
  return withHelpFeature(
    eachKindOnce([
      loginFeature(login),
      people,
      ownListsFeature(listPanels),
      groups,
      tidy,
      cardButtonsFeature({ relationActions, now }),
      notesFeature(),
      newFansFeature({ digests: deps.digests, jobProposals, listPanels }),
      alertsPanel,
      bigFansFeature({ alerts }),
      quietHoursFeature({ chats, alerts, quietHoursOf }),
      jobsPanel,
      exportFeature({ tasks, clock }),
      importFeature({ jobProposals, tasks, clock }),
      home.feature,
      stats,
      logoutFeature({ accounts, alerts, chatMenu }),
      settings,
      linkFeature({
        joinChats: deps.joinChats,
        clientOf,
        localeOf,
        chatMenu,
        platforms: deps.platforms,
        codes: createRateLimiter(joinCodes, clock.monotonic),
        tasks,
        clock,
      }),
      cancelFeature({ tasks }),
      startFeature({
        access,
        accounts,
        alerts,
        groupLinks,
        localeOf,
        clientOf,
        showHome: home.send,
      }),
      statusFeature({ usageStats: deps.usageStats, version: deps.version }),
    ]),
    access,
  );
}
