import type { Random } from './random.ts';

/**
 * Who can see a video: everybody, nobody (62002), nobody until reviewed (62004), only its uploader (62012).
 */
export type VideoState = 'open' | 'hidden' | 'review' | 'private';

/** `staff` are the mids of a joint video, including its owner. */
export interface Video {
  bvid: string;
  aid: number;
  owner: number;
  staff: number[];
  title: string;
  state: VideoState;
  /** Seconds since 1970. */
  at: number;
}

/** What can be given for a new video. */
export interface NewVideo {
  owner: number;
  staff?: number[];
  title?: string;
  state?: VideoState;
  /** Seconds since 1970; now when omitted. */
  at?: number;
}

/** The videos of the site. */
export interface Videos {
  add(video: NewVideo, now: number): Video;
  /** The videos of an uploader, newest first. */
  of(owner: number): Video[];
  find(id: { bvid?: string | undefined; aid?: number | undefined }): Video | undefined;
}

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

export function createVideos(random: Random): Videos {
  const byBvid = new Map<string, Video>();
  const byAid = new Map<number, Video>();
  return {
    add({ owner, staff = [], title = '一支视频', state = 'open', at }, now) {
      const video: Video = {
        bvid: `BV1${random.text(9, base58)}`,
        aid: 170_001 + byAid.size,
        owner,
        staff,
        title,
        state,
        at: at ?? now,
      };
      byBvid.set(video.bvid, video);
      byAid.set(video.aid, video);
      return video;
    },
    of: (owner) =>
      [...byAid.values()]
        .filter((video) => video.owner === owner)
        .sort((a, b) => b.at - a.at || b.aid - a.aid),
    find({ bvid, aid }) {
      if (bvid !== undefined) return byBvid.get(bvid);
      return aid === undefined ? undefined : byAid.get(aid);
    },
  };
}
