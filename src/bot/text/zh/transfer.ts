import type { Unreadable } from '../../../people/unreadable-file.ts';

/** Taking lists out as files, and in again. */
export default {
  export: {
    lists: { following: '关注', fans: '粉丝', blacks: '黑名单', groups: '分组' },
    begun: '正在读取你的名单，每秒约 50 人，读完会一起发来。发送 /cancel 停止。',
    reading: (list: string, read: string, total: string) =>
      `正在读取${list}：${read}${total ? ` / ${total}` : ''}。发送 /cancel 停止。`,
    separator: ' · ',
    countOf: (list: string, count: string) => `${list} ${count}`,
    done: (counts: string) => `✅ 已导出：${counts}`,
    nothing: '没有能读到的名单，所以没有发送文件。',
    leftOut: (list: string, why: string) => `⚠️ ${list}没有导出：${why}`,
    partly: (list: string, read: string, total: string, why: string) =>
      `⚠️ ${list}导出了 ${total} 人中的 ${read} 人：${why}`,
    newestOnly: 'Bilibili 只给看最新的 1000 位粉丝。',
    endedEarly: 'Bilibili 说的人数比给看的多，可能有人已注销。',
    next: '要在别的账号里关注这些人，把 JSON 文件或 following.csv 发给 /import。',
    stopped: '已停止导出，没有发送文件。',
    broken: '导出没有完成，程序出了点问题。请稍后再发送 /export；如果一直这样，请告诉管理员。',
  },
  import: {
    ask: '请发来 /export 得到的 JSON 或 CSV 文件（最大 5 MB），或者直接写 UID，一次最多 1000 人。发送 /cancel 退出。',
    takes: '请发来一个文件，或者以文字写 UID。发送 /cancel 退出。',
    noneInReply: '你回复的那条消息里没有文件，也没有文字。请回复一个文件，或者直接发送 /import。',
    unreadable: {
      empty: '这个文件是空的，里面没有人。请换一个文件。',
      binary: '这不是文字文件，读不了。表格请另存为 CSV（UTF-8）再发来。',
      json: '这个 JSON 文件不完整或写错了，读不了。请重新发送 /export 得到的文件，不要改动它。',
      foreign: '这个 JSON 文件不是 /export 导出的，看不懂。请发来 /export 的文件，或者一行一个 UID 的文字。',
      noFollowing: '这份导出里没有关注列表（导出时没能读到）。请再导出一次。',
      table: '这个表格里的引号不成对，读不了。请重新另存为 CSV 再发来。',
      groups: '这是分组的列表，里面没有人。请发来 following.csv 或 JSON 文件。',
      credentials:
        '这里面有登录凭据（cookie 或 access_key），所以没有读取。请马上删除它。要登录请用 /login。',
      tooBig: '这个文件太大了，最大 5 MB，所以没有读取。请拆成几个文件，每个最多 1000 人。',
      notFetched: '没能从 Telegram 下载这个文件。请再发一次。',
    } satisfies Record<Unreadable, string>,
    nobody: (pieces: string) => `没看懂：${pieces}\n这里只认 UID 和主页链接，一个人也没有处理。`,
    nobodyAtAll: '里面没有人，所以没有可做的。请换一个文件，或者直接写 UID。',
    found: (count: string) => `文件里有 ${count} 人，其中有人在分组里。`,
    separator: '、',
    known: (names: string) => `已有的分组：${names}`,
    missing: (count: string, names: string) => `将新建 ${count} 个分组：${names}`,
    special: (count: string) => `特别关注：${count} 人`,
    onlyNew: '只有新关注的人会放进分组；已经关注的人不会改动。',
    buttons: { withGroups: '连同分组', withoutGroups: '不要分组' },
    making: (total: number, done: number) => `正在新建分组：${done} / ${total}。发送 /cancel 停止。`,
    ready: '分组都有了，下面是要关注的人。',
    withoutGroups: '好的，不动分组。下面是要关注的人。',
    made: (count: string, names: string) => `已新建 ${count} 个分组：${names}`,
    noneMade: '没有新建分组。',
    notMade: (names: string, why: string) => `没能新建 ${names}：${why}`,
    gaveUp: '没有做完，还没有关注任何人。再点一次会接着做。',
    stale: '这份预览已经不能用了：文件被删除，或者换了账号。请重新发送文件。',
  },
};
