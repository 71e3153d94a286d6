import type { Words } from '../zh-CN/index.ts';

export const appraisal: Words['appraisal'] = {};
