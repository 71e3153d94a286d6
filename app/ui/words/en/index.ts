import type { Words } from '../zh-CN/index.ts';
import { everyone } from './everyone.ts';
import { offices } from './offices.ts';
import { practising } from './practising.ts';

export const en: Words = { ...everyone, ...offices, ...practising };
