import type { Words } from '../zh-CN/index.ts';

export const certificate: Words['certificate'] = {};
