import { ROLES, type Role } from './roles.ts';

/** The one password of the demo organisation. It is public; a demo holds nothing worth guarding. */
export const DEMO_PASSWORD = 'xunkao-demo';

/** The accounts of the demo organisation: each is named after its role. */
export const DEMO_ACCOUNTS: readonly Role[] = ROLES;
