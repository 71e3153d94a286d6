import type { Words } from '../zh-CN/index.ts';

export const shell: Words['shell'] = {
  productName: 'Xunkao',
  skipToContent: 'Skip to content',
  language: 'Language',
  theme: 'Appearance',
  signIn: 'Sign in',
  signOut: 'Sign out',
};
