import type { Words } from '../zh-CN/index.ts';

export const learning: Words['learning'] = {};
