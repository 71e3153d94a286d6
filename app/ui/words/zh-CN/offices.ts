import { appraisal } from './appraisal.ts';
import { audit } from './audit.ts';
import { authoring } from './authoring.ts';
import { marking } from './marking.ts';
import { office } from './office.ts';
import { oversight } from './oversight.ts';
import { papers } from './papers.ts';
import { personnel } from './personnel.ts';
import { roster } from './roster.ts';

/** What pages under /staff alone say: nobody else waits for it. */
export const offices = {
  appraisal,
  audit,
  oversight,
  authoring,
  marking,
  office,
  papers,
  personnel,
  roster,
};
