import type { Random } from './random.ts';

/** What somebody wrote: an article (cv), a dynamic, or an opus, which is a dynamic with a page of its own. */
export interface Post {
  id: string;
  kind: 'article' | 'dynamic' | 'opus';
  owner: number;
}

/** The writings of the site. */
export interface Posts {
  add(post: Omit<Post, 'id'>): Post;
  /** An article by its number, or a dynamic by its: an opus is one too. */
  find(kind: 'article' | 'dynamic', id: string): Post | undefined;
}

/** Nothing is written yet. */
export function createPosts(random: Random): Posts {
  const posts = new Map<string, Post>();
  const keyOf = (kind: Post['kind'], id: string) => `${kind === 'article' ? 'cv' : 'dynamic '}${id}`;
  return {
    add({ kind, owner }) {
      const digits = kind === 'article' ? 6 : 17;
      const post = { id: `1${random.text(digits, '0123456789')}`, kind, owner };
      posts.set(keyOf(kind, post.id), post);
      return post;
    },
    find: (kind, id) => posts.get(keyOf(kind, id)),
  };
}
