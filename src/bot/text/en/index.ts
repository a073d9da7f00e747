import type zh from '../zh/index.ts';
import digest from './alert-messages.ts';
import alerts from './alerts-panel.ts';
import chatsOfOnePerson from './chats-of-one-person.ts';
import commands from './commands.ts';
import common from './common.ts';
import failures from './failures.ts';
import groupBinding from './group-binding.ts';
import groups from './groups.ts';
import home from './home.ts';
import jobs from './jobs.ts';
import lists from './lists.ts';
import login from './login.ts';
import notes from './notes.ts';
import card from './person-card-and-actions.ts';
import settings from './settings.ts';
import stats from './stats-and-reports.ts';
import status from './status.ts';
import tidy from './tidy.ts';
import transfer from './transfer.ts';

export default {
  common,
  alerts,
  card,
  login,
  failures,
  commands,
  groupBinding,
  chatsOfOnePerson,
  lists,
  groups,
  home,
  jobs,
  notes,
  settings,
  stats,
  status,
  tidy,
  transfer,
  digest,
} satisfies typeof zh;
