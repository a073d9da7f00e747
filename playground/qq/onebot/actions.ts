import type { Faults } from '../faults.ts';
import { nameOf, type OneBotChat, type Segment, type World } from './world.ts';

/** A failed action, with NapCat's code and message. */
export class ActionFailed extends Error {
  override name = 'ActionFailed';
  readonly retcode: number;

  constructor(retcode: number, message: string) {
    super(message);
    this.retcode = retcode;
  }
}

type Params = Record<string, unknown>;

/** What actions need. */
export interface ActionDeps {
  world: World;
  faults: Faults;
  /** The address a file can be downloaded from. */
  addressOf: (fileId: string) => string;
}

const recallSeconds = 120;

/** NapCat's message for a send that QQ did not confirm. */
const timedOut =
  'Timeout: NTEvent serviceAndMethod:NodeIKernelMsgService/sendMsg ListenerName:NodeIKernelMsgListener/onMsgInfoListUpdate EventRet:\n{}\n';

function refusedByQQ(result: number, words: string): ActionFailed {
  return new ActionFailed(
    1200,
    `EventChecker Failed: NTEvent serviceAndMethod:NodeIKernelMsgService/sendMsg ListenerName:NodeIKernelMsgListener/onMsgInfoListUpdate EventRet:\n{\n    "result": ${result},\n    "errMsg": "${words}"\n}\n`,
  );
}

/** The actions by name; others are answered with 1404. */
export const actions: Record<string, (params: Params, deps: ActionDeps) => unknown> = {
  get_login_info: (_, { world }) => ({ user_id: world.self.id, nickname: world.self.name }),
  get_version_info: () => ({ app_name: 'NapCat.Onebot', protocol_version: 'v11', app_version: '4.18.19' }),
  get_status: (_, { world }) => ({ online: !world.loggedOff, good: true, stat: {} }),
  get_friend_list: (_, { world }) =>
    [...world.friends].map(([user_id, nickname]) => ({ user_id, nickname, remark: '' })),
  get_group_list: (_, { world }) =>
    [...world.groups.keys()].map((group_id) => ({ group_id, group_name: `Group ${group_id}` })),
  get_group_member_info: ({ group_id, user_id }, { world }) => ({
    group_id: Number(group_id),
    user_id: Number(user_id),
    nickname: nameOf(world, Number(user_id)),
    role: world.groups.get(Number(group_id))?.members.get(Number(user_id)) ?? 'member',
  }),
  send_private_msg: ({ user_id, message }, deps) => send({ user: numberOf(user_id) }, message, deps),
  send_group_msg: ({ group_id, message }, deps) => send({ group: numberOf(group_id) }, message, deps),
  send_msg: ({ message_type, user_id, group_id, message }, deps) =>
    send(
      message_type === 'group' || (message_type === undefined && group_id !== undefined)
        ? { group: numberOf(group_id) }
        : { user: numberOf(user_id) },
      message,
      deps,
    ),
  delete_msg({ message_id }, { world }) {
    const message = world.find(numberOf(message_id));
    if (message === undefined) throw new ActionFailed(1200, '消息不存在');
    if (message.from !== world.self.id || world.now() / 1000 - message.time > recallSeconds)
      throw new ActionFailed(1200, '消息撤回失败');
    world.recall(message);
    return null;
  },
  get_msg({ message_id }, { world }) {
    const message = world.find(numberOf(message_id));
    if (message === undefined || message.recalled) throw new ActionFailed(1200, '消息不存在');
    return {
      message_id: message.id,
      time: message.time,
      message_type: 'user' in message.chat ? 'private' : 'group',
      sender: { user_id: message.from, nickname: nameOf(world, message.from) },
      message: message.segments,
    };
  },
  set_friend_add_request({ flag, approve = true }, { world }) {
    const user = world.requests.get(String(flag));
    if (user === undefined) throw new ActionFailed(1200, '请求不存在');
    world.requests.delete(String(flag));
    if (approve === true) world.friends.set(user, `User ${user}`);
    return null;
  },
  get_private_file_url: ({ file_id }, { addressOf }) => ({ url: addressOf(String(file_id)) }),
  get_group_file_url: ({ file_id }, { addressOf }) => ({ url: addressOf(String(file_id)) }),
  get_file({ file_id }, { world }) {
    const file = world.files.get(String(file_id));
    if (file === undefined) throw new ActionFailed(1200, 'file not found');
    return {
      file: `/app/.config/QQ/${file.name}`,
      file_name: file.name,
      file_size: String(file.bytes.length),
    };
  },
};

function send(chat: OneBotChat, message: unknown, { world, faults }: ActionDeps): { message_id: number } {
  const segments = segmentsOf(message);
  if (segments.length === 0) throw new ActionFailed(1200, '消息体无法解析, 请检查是否发送了不支持的消息类型');
  if ('user' in chat && !world.friends.has(chat.user)) throw refusedByQQ(16, '请先添加对方为好友');
  if ('group' in chat) {
    const group = world.groups.get(chat.group);
    if (!group?.members.has(world.self.id)) throw refusedByQQ(110, '你已被移出群聊');
    if (group.muted) throw refusedByQQ(120, '群内禁言中');
  }
  const fault = faults.take('send');
  if (fault === 'timeoutNotSent' || world.loggedOff) throw new ActionFailed(1200, timedOut);
  const { id } = world.add(chat, world.self.id, segments);
  if (fault === 'timeoutSent') throw new ActionFailed(1200, timedOut);
  return { message_id: id };
}

/** In a string NapCat would interpret CQ codes. The bot must not send one, so it is an error here. */
function segmentsOf(message: unknown): Segment[] {
  if (typeof message === 'string')
    throw new ActionFailed(1400, 'message is a string: send an array of segments');
  const list = Array.isArray(message) ? message : [message];
  return list.map((one: unknown) => {
    const { type, data } = (one ?? {}) as { type?: unknown; data?: unknown };
    if (typeof type !== 'string' || typeof data !== 'object' || data === null)
      throw new ActionFailed(1400, 'a segment needs type and data');
    return { type, data: { ...data } };
  });
}

function numberOf(value: unknown): number {
  const number = Number(value);
  if (value === undefined || value === '' || !Number.isSafeInteger(number))
    throw new ActionFailed(1400, `not a number: ${String(value)}`);
  return number;
}
