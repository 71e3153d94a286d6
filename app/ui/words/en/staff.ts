import type { Words } from '../zh-CN/index.ts';

export const staff: Words['staff'] = {};
