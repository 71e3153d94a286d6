import type { Words } from '../zh-CN/index.ts';

export const audit: Words['audit'] = {};
