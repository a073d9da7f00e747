import { describe, expect, it } from 'vitest';
import { catalogues } from '../../src/bot/text/index.ts';
import { languages } from '../../src/config/languages.ts';
import { labels, startGuanxi } from '../support/guanxi.ts';

describe('/settings', () => {
  it('changes the language of a chat, whatever its Telegram speaks, and a restart keeps it', async () => {
    const { person, restart } = await startGuanxi();
    const alice = person('Alice', 'zh-hans');
    await alice.send('/settings');
    const panel = await alice.see('语言：中文');
    expect(labels(panel)).toEqual([
      languages.map((language) => catalogues[language].settings.ownName),
      ['更改时区', '免打扰'],
    ]);
    await alice.press('English');
    await alice.see('Language: English');
    await restart();
    await alice.send('/help');
    await alice.see('All commands');
  });

  it('changes the timezone, and asks again for one that does not exist', async () => {
    const { person } = await startGuanxi();
    const alice = person('Alice', 'en');
    await alice.send('/settings');
    await alice.see('Timezone: Asia/Shanghai');
    await alice.press('Change timezone');
    await alice.see('Asia/Tokyo');
    await alice.send('Mars/Olympus');
    await alice.see('no timezone “Mars/Olympus”');
    await alice.send('europe/london');
    await alice.see('Timezone: Europe/London');
  });

  it.each([
    ['Asia/Ho_Chi_Minh', 'Asia/Ho_Chi_Minh'],
    ['Europe/Kyiv', 'Europe/Kyiv'],
    ['america/PORT-au-prince', 'America/Port-au-Prince'],
  ])('a timezone keeps the name that was typed: %s', async (typed, shown) => {
    const { person } = await startGuanxi();
    const alice = person('Alice', 'en');
    await alice.send('/settings');
    await alice.see('Timezone: Asia/Shanghai');
    await alice.press('Change timezone');
    await alice.see('Asia/Tokyo');
    await alice.send(typed);
    await alice.see(`Timezone: ${shown}`);
  });

  it('keeps the login of the chat', async () => {
    const { member } = await startGuanxi();
    const alice = await member('Alice', 100001);
    await alice.send('/settings');
    await alice.press('English');
    await alice.see('Settings');
    await alice.send('/me');
    await alice.see('UID 100001');
  });
});
