import type { Alerts, QuietHoursOf } from '../alerts/index.ts';
import type { Bilibili } from '../api/index.ts';
import type { Access } from '../bot/access.ts';
import type { LocaleOf } from '../bot/chat-locale.ts';
import type { Feature } from '../bot/feature.ts';
import { createMessageState, type MessageState } from '../bot/message-state.ts';
import type { Jobs, Quota, RequestSpacing } from '../jobs/index.ts';
import type {
  DigestRecord,
  GroupChoiceRecord,
  PanelRecord,
  ProposalRecord,
  Repository,
  UndoRecord,
} from '../storage/index.ts';
import type { CommandMenus } from '../telegram/command-menus.ts';
import { alertsFeature } from './alerts/alerts.ts';
import { newFansFeature } from './alerts/new-fan-buttons.ts';
import { quietHoursFeature } from './alerts/quiet-hours-question.ts';
import { jobsFeature } from './bulk/jobs.ts';
import { createJobProposals } from './bulk/propose-job.ts';
import { cancelFeature } from './cancel.ts';
import type { GroupBindings } from './group-binding/bindings.ts';
import { createAddByText } from './groups/add-by-text.ts';
import { createGroupCheckBoxes } from './groups/check-boxes.ts';
import { createEditGroups } from './groups/edit-group.ts';
import { groupsFeature } from './groups/groups.ts';
import { createLastUsedGroups } from './groups/last-used-groups.ts';
import { createRegroup } from './groups/regroup.ts';
import { helpFeature } from './help.ts';
import { createRunChosenAction } from './lists/chosen-action.ts';
import type { ListInvalidation } from './lists/list-invalidation.ts';
import { createListPanels } from './lists/list-panels.ts';
import { listCommandsForPeople, ownListsFeature } from './lists/lists.ts';
import { loginFeature } from './login/login.ts';
import type { LoginDeps } from './login/login-deps.ts';
import { logoutFeature } from './login/logout.ts';
import { meFeature } from './me.ts';
import { cardButtonsFeature } from './person/card-buttons.ts';
import { peopleCommands } from './person/people-commands.ts';
import { createRelationActions } from './person/relation-actions.ts';
import { relationCommands } from './person/relation-commands.ts';
import { createUndoLog } from './person/undo-log.ts';
import { whoCommand } from './person/who.ts';
import { settingsFeature } from './settings.ts';
import { startFeature } from './start.ts';
import { type StatusDeps, statusFeature } from './status.ts';
import { exportFeature } from './transfer/export.ts';
import { importFeature } from './transfer/import.ts';

/** What the commands take, all of them together. */
export interface CommandDeps extends LoginDeps, StatusDeps {
  bilibili: Bilibili;
  alerts: Alerts;
  access: Access;
  groupBindings: GroupBindings;
  quietHoursOf: QuietHoursOf;
  localeOf: LocaleOf;
  menus: CommandMenus;
  panels: Repository<PanelRecord>;
  groupChoices: Repository<GroupChoiceRecord>;
  /** Tells which rows at hand are from before a change. */
  changes: Pick<ListInvalidation, 'lastOf'>;
  proposals: Repository<ProposalRecord>;
  /** Whom messages about new fans told of. */
  digests: MessageState<DigestRecord>;
  deeds: Repository<UndoRecord>;
  jobs: Jobs;
  quota: Quota;
  /** The spacing of requests, for telling how long work takes. */
  pace: RequestSpacing;
}

/** All features, in the order /help and the menus list their commands. */
export function createFeatures(deps: CommandDeps): readonly Feature[] {
  const { now } = deps.clock;
  const time = { now };
  const lastGroups = createLastUsedGroups(deps.chats);
  const undoLog = createUndoLog(createMessageState(deps.deeds), now);
  const relationActions = createRelationActions({
    quota: deps.quota,
    alerts: deps.alerts,
    lastGroups,
    undoLog,
  });
  const jobProposals = createJobProposals({ ...deps, proposals: createMessageState(deps.proposals) });
  const listPanels = createListPanels({
    panels: createMessageState(deps.panels),
    chosen: createRunChosenAction({ relationActions, jobProposals }),
    changes: deps.changes,
    ...time,
  });
  const choices = createMessageState(deps.groupChoices);
  const person = createGroupCheckBoxes({ choices, relationActions, lastGroups });
  const regroup = createRegroup({ jobProposals, person, lastGroups });
  const features: Feature[] = [
    loginFeature(deps),
    peopleCommands(deps, [
      whoCommand(),
      ...relationCommands({ relationActions, jobProposals }),
      ...listCommandsForPeople(listPanels),
    ]),
    ownListsFeature(listPanels),
    groupsFeature({
      listPanels,
      edits: createEditGroups({ lastGroups }),
      person,
      regroup,
      add: createAddByText({ ...deps, regroup, lastGroups }),
    }),
    cardButtonsFeature({ relationActions, now }),
    newFansFeature({ ...deps, jobProposals, listPanels }),
    alertsFeature(deps),
    quietHoursFeature(deps),
    jobsFeature({ jobs: deps.jobs, jobProposals, pace: deps.pace }),
    exportFeature(deps),
    importFeature({ ...deps, jobProposals }),
    meFeature(deps),
    logoutFeature(deps),
    settingsFeature({ ...deps, ...time }),
    cancelFeature(deps),
    helpFeature({ access: deps.access, commands: () => features.flatMap(({ commands }) => commands) }),
    startFeature(deps),
    statusFeature(deps),
  ];
  return features;
}
