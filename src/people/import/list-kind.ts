/** What a relation says of whose list somebody is on, in this program's words or as the site's number. */
export function relationKind(value: unknown): 'follows' | 'fans' | 'blacks' | undefined {
  switch (String(value).trim().slice(0, 20).toLowerCase()) {
    case '128':
    case 'blocked':
    case '已拉黑':
    case '拉黑':
    case '黑名单':
      return 'blacks';
    case 'fan':
      return 'fans';
    case '1':
    case '2':
    case '6':
    case 'following':
    case 'mutual':
    case 'quiet':
      return 'follows';
    default:
      return undefined;
  }
}

/** Whether the name of a list or a file says that it is a blacklist, or a list of fans. */
export function listKind(name: string): 'follows' | 'fans' | 'blacks' | undefined {
  const word = name.slice(0, 200).toLowerCase();
  if (/black|blocked|block_?list|屏蔽/u.test(word) || word.includes('黑名单') || word.includes('拉黑'))
    return 'blacks';
  if (word.includes('follower') || /(?:^|[^a-z])fans?(?:[^a-z]|$)/u.test(word) || word.includes('粉丝'))
    return 'fans';
  return word.includes('follow') || word.includes('关注') || word.includes('attention')
    ? 'follows'
    : undefined;
}
