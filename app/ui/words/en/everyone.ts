import type { EveryonesWords } from '../zh-CN/index.ts';
import { access } from './access.ts';
import { account } from './account.ts';
import { certificate } from './certificate.ts';
import { coverage } from './coverage.ts';
import { errors } from './errors.ts';
import { exam } from './exam.ts';
import { help } from './help.ts';
import { learning } from './learning.ts';
import { lesson } from './lesson.ts';
import { question } from './question.ts';
import { shell } from './shell.ts';
import { staff } from './staff.ts';

export const everyone: EveryonesWords = {
  access,
  account,
  certificate,
  coverage,
  errors,
  exam,
  help,
  learning,
  lesson,
  question,
  shell,
  staff,
};
