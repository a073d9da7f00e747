import type { Accounts } from '../../accounts/accounts.ts';
import type { LoginLimit } from '../../accounts/login-attempt-limit.ts';
import type { Alerts } from '../../alerts/index.ts';
import type { Bilibili } from '../../api/index.ts';
import type { BackgroundTasks } from '../../bot/background-tasks.ts';
import type { Clock } from '../../clock.ts';
import type { ChatRecord, Repository } from '../../storage/index.ts';
import type { Home } from '../home/home.ts';

export interface LoginDeps {
  bilibili: Pick<Bilibili, 'qr' | 'identify'>;
  accounts: Accounts;
  alerts: Pick<Alerts, 'subscribe' | 'unsubscribe' | 'subscriptions'>;
  chats: Repository<ChatRecord>;
  /** Rate limit of login attempts. */
  loginLimit: LoginLimit;
  /** Shows home after a login. */
  welcome: Home['welcome'];
  tasks: BackgroundTasks;
  clock: Clock;
  /** Interval between requests for a QR code's state, ms. */
  qrInterval: number;
}
