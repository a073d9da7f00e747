import type zh from '../zh/lists.ts';

export default {
  own: {
    fans: () => 'Your fans',
    following: () => 'People you follow',
    friends: () => 'Mutual follows',
    whispers: () => 'Quiet follows',
    blacks: () => 'Blacklist',
    special: () => 'Special follows',
    search: (text: string) => `People you follow with “${text}” in the name`,
    group: (name: string) => `Group: ${name}`,
  },
  theirs: {
    fans: (who: string) => `Fans of ${who}`,
    following: (who: string) => `People ${who} follows`,
    common: (who: string) => `People you and ${who} both follow`,
  },
  none: {
    fans: 'You have no fans yet.',
    following: 'You do not follow anyone yet.',
    friends: 'Nobody you follow follows you back.',
    whispers: 'You do not follow anyone quietly.',
    blacks: 'Your blacklist is empty.',
    special: 'You have no special follows. Press “Special” on a person’s card to add one.',
    search: (text: string) => `Nobody you follow has “${text}” in the name. Try other letters.`,
    group: 'Nobody is in this group.',
  },
  noneOfTheirs: {
    fans: 'They have no fans yet.',
    following: 'They do not follow anyone.',
    common: 'There is nobody you both follow.',
  },
  total: (total: string) => `${total} in all`,
  noTotal: 'Bilibili did not say how many there are',
  newest: (shown: string, total: string) => `The newest ${shown} of ${total} are shown`,
  first: (shown: string) => `Bilibili shows only the first ${shown}`,
  source: {
    web: (shown: string) => `From the website, which shows the first ${shown}`,
    app: (shown: string) => `From the app, which shows the first ${shown}, without your relation to them`,
    game: (shown: string) =>
      `From the game centre, which shows the first ${shown}, without your relation to them`,
  },
  readAt: (when: string) => `Read ${when}`,
  chosen: (count: string) => `${count} selected`,
  mostChosen: 'At most 1000 can be selected at once; the rest were left out',
  recent: 'Recent',
  visited: 'Most visited',
  search: 'Search',
  select: 'Select',
  page: 'Page',
  leaveSelect: 'Stop selecting',
  refresh: 'Refresh',
  openAgain: 'Open again',
  old: 'This message has expired, and its list is gone.',
  oldSearch: 'This message has expired, and its list is gone. Please send “/search TEXT” again.',
  ownOnly: (command: string) => `You can only see your own list. Send just /${command}, without a person.`,
  askSearch:
    'Who are you looking for among the people you follow? Send part of the name. Send /cancel to cancel.',
  longSearch: 'This is too long to search for: at most 50 characters. Please send something shorter.',
  nobodyChosen: 'Nobody is selected yet. Tap people in the list first.',
  noInformation: {
    list: 'Bilibili gave no list this time, which does not mean that it is empty. Try again later.',
    rows: 'Bilibili says there are people in this list, but named none of them. Try again later.',
    total:
      'Bilibili named nobody and did not say how many there are, which does not mean that the list is empty. Try again later.',
  },
} satisfies typeof zh;
