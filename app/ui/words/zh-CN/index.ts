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

/** Chinese is written first and is complete; English has the same shape (../en). One file per area of the interface. */
export const zhCN = {
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

type Widen<T> = { readonly [K in keyof T]: T[K] extends string ? string : Widen<T[K]> };
/** The shape of the words: every language must have every one. */
export type Words = Widen<typeof zhCN>;
