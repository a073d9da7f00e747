import type { ChatMember, User } from 'grammy/types';
import type { Membership } from './chats.ts';

/** A ChatMember of the Bot API; administrators have all rights. */
export function memberOf(user: User, standing: Membership): ChatMember {
  switch (standing) {
    case 'creator':
      return { status: 'creator', user, is_anonymous: false };
    case 'kicked':
      return { status: 'kicked', user, until_date: 0 };
    case 'member':
    case 'left':
      return { status: standing, user };
    case 'administrator':
      return {
        status: 'administrator',
        user,
        can_be_edited: false,
        is_anonymous: false,
        can_manage_chat: true,
        can_delete_messages: true,
        can_manage_video_chats: true,
        can_restrict_members: true,
        can_promote_members: false,
        can_change_info: true,
        can_invite_users: true,
        can_post_stories: true,
        can_edit_stories: true,
        can_delete_stories: true,
        can_pin_messages: true,
        can_manage_topics: true,
        can_send_welcome_messages: true,
      };
  }
}
