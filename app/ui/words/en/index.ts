import type { Words } from '../zh-CN/index.ts';
import { access } from './access.ts';
import { account } from './account.ts';
import { appraisal } from './appraisal.ts';
import { audit } from './audit.ts';
import { authoring } from './authoring.ts';
import { certificate } from './certificate.ts';
import { coverage } from './coverage.ts';
import { errors } from './errors.ts';
import { exam } from './exam.ts';
import { help } from './help.ts';
import { learning } from './learning.ts';
import { lesson } from './lesson.ts';
import { office } from './office.ts';
import { oversight } from './oversight.ts';
import { personnel } from './personnel.ts';
import { roster } from './roster.ts';
import { shell } from './shell.ts';
import { staff } from './staff.ts';

export const en: Words = {
  access,
  account,
  appraisal,
  audit,
  authoring,
  certificate,
  coverage,
  errors,
  exam,
  help,
  learning,
  lesson,
  office,
  personnel,
  roster,
  oversight,
  shell,
  staff,
};
