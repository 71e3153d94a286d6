import type { Words } from '../zh-CN/index.ts';

export const account: Words['account'] = {};
