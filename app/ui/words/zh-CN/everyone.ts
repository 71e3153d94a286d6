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

/** What any page may say. */
export const everyone = {
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
