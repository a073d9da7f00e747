import { Refused, Unanswered } from './refused.ts';
import { keyOf, type OfficialChat, type OfficialMessage, type ShownButton, type State } from './state.ts';

type Body = Record<string, unknown>;

const maxLength = 4000;

/** Checks and stores a message of the bot; returns the platform's answer. */
export function acceptMessage(state: State, chat: OfficialChat, body: Body): Body {
  const [refusal] = state.refusals.splice(0, 1);
  if (refusal !== undefined) throw new Refused(refusal, '请求失败');
  const content = readContent(state, body);
  if (content.text.length > maxLength) throw new Refused(40_054_007, '消息过长');
  const answer = useReply(state, chat, body);
  const fault = state.faults.take('send');
  if (fault === 'timeoutNotSent') throw new Unanswered();
  const number = state.next();
  const message: OfficialMessage = {
    id: `ROBOT1.0_${number}`,
    index: `REFIDX_${number}`,
    chat,
    answer,
    at: state.now(),
    recalled: false,
    ...content,
  };
  state.messages.push(message);
  state.events.emit('message', message);
  if (fault === 'timeoutSent') throw new Unanswered();
  return {
    id: message.id,
    timestamp: new Date(message.at).toISOString(),
    ext_info: { ref_idx: message.index },
  };
}

function readContent(state: State, body: Body): Pick<OfficialMessage, 'text' | 'type' | 'media' | 'buttons'> {
  const { msg_type: type = 0, content, markdown, keyboard, media } = body;
  const buttons = readButtons(keyboard);
  if (type === 2) {
    if (state.markdownRefusal !== undefined) throw new Refused(state.markdownRefusal, '无 Markdown 模板权限');
    const text = (markdown as { content?: unknown } | undefined)?.content;
    if (typeof text !== 'string' || text === '') throw new Refused(40_034_011, 'markdown 内容为空');
    return { type, text: text.replace(/\\([\\`*_~[\]#|])/gu, '$1'), buttons };
  }
  if (buttons.length > 0) throw new Refused(40_034_012, 'keyboard 只能与 markdown 一起发送');
  if (type === 7) {
    const upload = state.uploads.get(String((media as { file_info?: unknown } | undefined)?.file_info));
    if (upload === undefined) throw new Refused(40_034_013, 'file_info 无效');
    return { type, text: typeof content === 'string' ? content : '', media: upload, buttons };
  }
  if (type !== 0 || typeof content !== 'string' || content === '')
    throw new Refused(40_034_010, '消息内容为空');
  return { type, text: content, buttons };
}

function readButtons(keyboard: unknown): ShownButton[][] {
  const rows = (keyboard as { content?: { rows?: { buttons?: Body[] }[] } } | undefined)?.content?.rows ?? [];
  if (rows.length > 5 || rows.some(({ buttons = [] }) => buttons.length > 5))
    throw new Refused(40_034_014, '按钮超过 5 行 5 列');
  return rows.map(({ buttons = [] }) =>
    buttons.map(({ render_data, action }) => {
      const { label } = (render_data ?? {}) as { label?: unknown };
      const { type, data, permission } = (action ?? {}) as {
        type?: unknown;
        data?: unknown;
        permission?: unknown;
      };
      if (typeof label !== 'string' || typeof data !== 'string' || typeof type !== 'number' || !permission)
        throw new Refused(40_034_015, '按钮参数错误');
      return { label, type, data };
    }),
  );
}

/** Uses up one reply, or checks that pushes are allowed. Returns whether the message is a reply. */
function useReply(state: State, chat: OfficialChat, { msg_id, event_id, msg_seq }: Body): boolean {
  const id = msg_id ?? event_id;
  if (id === undefined) {
    if (state.pushable.has(keyOf(chat))) return false;
    throw new Refused('user' in chat ? 40_034_102 : 40_034_105, '机器人没有主动消息权限');
  }
  const answerable = state.answerables.get(String(id));
  const seq = typeof msg_seq === 'number' ? msg_seq : 1;
  if (answerable === undefined || keyOf(answerable.chat) !== keyOf(chat))
    throw new Refused(40_034_024, '请求参数 msg_id 无效');
  if (answerable.used.has(seq)) throw new Refused(40_054_005, '消息被去重，请检查请求 msg_seq');
  if (answerable.until <= state.now() || answerable.left === 0)
    throw new Refused(40_034_128, '被动回复超过限制');
  answerable.left -= 1;
  answerable.used.add(seq);
  return true;
}
