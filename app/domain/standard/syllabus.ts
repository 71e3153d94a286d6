import { z } from 'zod';
import {
  addDuplicates,
  addFault,
  codeText,
  formatVersion,
  hundredthsText,
  publication,
  tierNumber,
  versionText,
} from '#app/domain/kernel/authored.ts';
import { formatHundredths } from '#app/domain/kernel/hundredths.ts';
import { localText } from '#app/domain/kernel/local-text.ts';
import { depth } from './depth.ts';
import { pointCode } from './standard.ts';

/** content/syllabus/<id>.yaml: for one tier and track the points, how deep, and in how many hours (hundredths). */
export const syllabusFile = z
  .strictObject({
    formatVersion,
    id: codeText,
    tier: tierNumber,
    track: codeText,
    version: versionText,
    status: publication,
    title: localText,
    hours: hundredthsText,
    attests: localText.meta({ description: 'what the certificate attests' }),
    entry: localText.meta({ description: 'who may begin' }),
    points: z.array(z.strictObject({ point: pointCode, depth, hours: hundredthsText })).min(1),
  })
  .check((context) => {
    const { hours, points } = context.value;
    const sum = points.reduce((total, each) => total + each.hours, 0);
    if (sum !== hours)
      addFault(context, {
        fault: 'hours-sum',
        path: ['hours'],
        expected: formatHundredths(hours),
        found: formatHundredths(sum),
      });
    addDuplicates(context, {
      fault: 'duplicate-point',
      values: points.map(({ point: value }, i) => ({ value, path: ['points', i, 'point'] })),
    });
  });

export type SyllabusBody = Omit<z.output<typeof syllabusFile>, 'status'>;
