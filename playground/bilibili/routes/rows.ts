import { SPECIAL } from '../state/groups.ts';
import type { Person } from '../state/people.ts';
import type { Site } from '../state/site.ts';
import type { Entry } from '../state/timeline.ts';

/** The mid of the account that asks; undefined for a guest, who has no relations. */
export type Viewer = number | undefined;

/** The relation of `viewer` to `mid`, as in the relation endpoints. `tag` is null in the default group. */
export function relationRow({ relations, groups }: Site, viewer: Viewer, mid: number) {
  const attribute = viewer === undefined ? 0 : relations.attribute(viewer, mid);
  const tags = viewer === undefined ? [] : groups.of(viewer, mid);
  return {
    mid,
    attribute,
    mtime: viewer === undefined ? 0 : relations.mtime(viewer, mid),
    tag: tags.length > 0 ? tags : null,
    special: tags.includes(SPECIAL) ? 1 : 0,
  };
}

/** A row of a list: the person, and the viewer's relation to them. `mtime` is the time of the entry. */
export function listRow(site: Site, viewer: Viewer, { mid, at }: Entry) {
  return { ...relationRow(site, viewer, mid), mtime: at, ...personFields(site.people.get(mid)) };
}

/** A row of a group's members: the relation fields are empty, and a live status is added. */
export function groupMemberRow({ people }: Site, mid: number) {
  const person = people.get(mid);
  return {
    mid,
    attribute: 0,
    tag: null,
    special: 0,
    ...personFields(person),
    live: {
      live_status: person?.live ? 1 : 0,
      jump_url: person?.live ? `https://live.bilibili.com/${mid}` : '',
    },
  };
}

/** The membership fields of rows and cards. */
export function vipFields(vip: Person['vip']) {
  const running = vip.type !== 0 && vip.status === 1;
  const yearly = vip.type === 2;
  return {
    vipType: vip.type,
    vipDueDate: vip.due,
    dueRemark: '',
    accessStatus: 0,
    vipStatus: vip.status,
    vipStatusWarn: '',
    themeType: 0,
    label: {
      path: '',
      text: running ? (yearly ? '年度大会员' : '大会员') : '',
      label_theme: running ? (yearly ? 'annual_vip' : 'vip') : '',
      text_color: running ? '#FFFFFF' : '',
      bg_style: running ? 1 : 0,
      bg_color: running ? '#FB7299' : '',
      border_color: '',
    },
    avatar_subscript: running ? 1 : 0,
    nickname_color: running ? '#FB7299' : '',
    avatar_subscript_url: '',
  };
}

function personFields(person: Person | undefined) {
  if (!person) throw new Error('a list holds someone who does not exist');
  return {
    contract_info: {},
    ...(person.closed
      ? { uname: '账号已注销', face: 'https://i0.hdslb.com/bfs/face/member/noface.jpg', sign: '' }
      : { uname: person.name, face: person.face, sign: person.sign }),
    face_nft: 0,
    official_verify: person.official,
    vip: vipFields(person.vip),
    name_render: {},
    nft_icon: '',
    rec_reason: '',
    track_id: '',
    follow_time: '',
  };
}
