import type { Words } from '../zh-CN/index.ts';

export const errors: Words['errors'] = {};
