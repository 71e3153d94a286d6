import type { Words } from '../zh-CN/index.ts';

export const exam: Words['exam'] = {};
