import type { Alerts, QuietHoursOf } from '../alerts/index.ts';
import type { Bilibili } from '../api/index.ts';
import type { Access } from '../bot/access.ts';
import { createActing } from './person/relation-actions.ts';
import { createBulk } from './bulk/propose-job.ts';
import { createDeeds } from './person/undo-log.ts';
import type { Feature } from '../bot/feature.ts';
import { createForgetful, type Forgetful } from '../bot/message-state.ts';
import { createAdd } from './groups/add-by-text.ts';
import { createEditGroups } from './groups/edit-group.ts';
import { createPersonGroups } from './groups/check-boxes.ts';
import { createRegroup } from './groups/regroup.ts';
import { createLastGroups } from './groups/last-used-groups.ts';
import type { Links } from './group-binding/bindings.ts';
import type { Changes } from './lists/list-invalidation.ts';
import { createChosen } from './lists/chosen-action.ts';
import { createLists } from './lists/list-panels.ts';
import type { Menus } from '../telegram/command-menus.ts';
import { peopleCommands } from './person/people-commands.ts';
import type { WordsOf } from '../bot/chat-locale.ts';
import type { Jobs, Pace, Quota } from '../jobs/index.ts';
import type {
  Collection,
  DeedRecord,
  DigestRecord,
  GroupChoiceRecord,
  PanelRecord,
  ProposalRecord,
} from '../storage/index.ts';
import { actions } from './person/relation-commands.ts';
import { alertsPanel } from './alerts/alerts.ts';
import { cancel } from './cancel.ts';
import { card } from './person/card-buttons.ts';
import { exportLists } from './transfer/export.ts';
import { groups } from './groups/groups.ts';
import { help } from './help.ts';
import { importPeople } from './transfer/import.ts';
import { jobsCommand } from './bulk/jobs.ts';
import { listsOfPeople, ownLists } from './lists/lists.ts';
import { login } from './login/login.ts';
import type { LoginDeps } from './login/login-deps.ts';
import { logout } from './login/logout.ts';
import { me } from './me.ts';
import { newFans } from './alerts/new-fan-buttons.ts';
import { quietHours } from './alerts/quiet-hours-question.ts';
import { settings } from './settings.ts';
import { start } from './start.ts';
import { type StatusDeps, status } from './status.ts';
import { who } from './person/who.ts';

/** What the commands take, all of them together. */
export interface CommandDeps extends LoginDeps, StatusDeps {
  bilibili: Bilibili;
  alerts: Alerts;
  access: Access;
  links: Links;
  quietHoursOf: QuietHoursOf;
  wordsOf: WordsOf;
  menus: Menus;
  panels: Collection<PanelRecord>;
  groupChoices: Collection<GroupChoiceRecord>;
  /** Tells which rows at hand are from before a change. */
  changes: Pick<Changes, 'lastOf'>;
  proposals: Collection<ProposalRecord>;
  /** Whom messages about new fans told of. */
  digests: Forgetful<Omit<DigestRecord, 'usedAt'>>;
  deeds: Collection<DeedRecord>;
  jobs: Jobs;
  quota: Quota;
  /** The spacing of requests, for telling how long work takes. */
  pace: Pace;
}

/** All features, in the order /help and the menus list their commands. */
export function createFeatures(deps: CommandDeps): readonly Feature[] {
  const { now } = deps.clock;
  const time = { now };
  const lastGroups = createLastGroups(deps.chats);
  const deeds = createDeeds(createForgetful(deps.deeds, now), now);
  const acting = createActing({ quota: deps.quota, alerts: deps.alerts, lastGroups, deeds });
  const bulk = createBulk({ ...deps, proposals: createForgetful(deps.proposals, now) });
  const lists = createLists({
    panels: createForgetful(deps.panels, now),
    chosen: createChosen({ acting, bulk }),
    changes: deps.changes,
    ...time,
  });
  const choices = createForgetful(deps.groupChoices, now);
  const person = createPersonGroups({ choices, acting, lastGroups });
  const regroup = createRegroup({ bulk, person, lastGroups });
  const features: Feature[] = [
    login(deps),
    peopleCommands(deps, [who(), ...actions({ acting, bulk }), ...listsOfPeople(lists)]),
    ownLists(lists),
    groups({
      lists,
      edits: createEditGroups({ lastGroups }),
      person,
      regroup,
      add: createAdd({ ...deps, regroup, lastGroups }),
    }),
    card({ acting, now }),
    newFans({ ...deps, bulk, lists }),
    alertsPanel(deps),
    quietHours(deps),
    jobsCommand({ jobs: deps.jobs, bulk, pace: deps.pace }),
    exportLists(deps),
    importPeople({ ...deps, bulk }),
    me(deps),
    logout(deps),
    settings({ ...deps, ...time }),
    cancel(deps),
    help({ access: deps.access, commands: () => features.flatMap(({ commands }) => commands) }),
    start(deps),
    status(deps),
  ];
  return features;
}
