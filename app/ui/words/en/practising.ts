import type { PractisingWords } from '../zh-CN/index.ts';
import { practice } from './practice.ts';

export const practising: PractisingWords = { practice };
