import type { Words } from '../zh-CN/index.ts';

export const help = {
  title: 'Help',
  intro: 'How each part is used, by role; what concerns your roles comes first.',
  introPublic: 'Sign in to see the whole manual.',
  everyone: 'Everyone',
  others: 'Other pages of the manual',
} satisfies Words['help'];
