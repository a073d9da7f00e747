import type { Random } from './random.ts';

/** An article (cv), a dynamic, or an opus, which is a dynamic with its own page. */
export interface Post {
  id: string;
  kind: 'article' | 'dynamic' | 'opus';
  owner: number;
}

/** The posts of the site. */
export interface Posts {
  add(post: Omit<Post, 'id'>): Post;
  /** Finds an article or a dynamic by its number; an opus counts as a dynamic. */
  find(kind: 'article' | 'dynamic', id: string): Post | undefined;
}

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
