import type { Words } from '../zh-CN/index.ts';

export const lesson: Words['lesson'] = {};
