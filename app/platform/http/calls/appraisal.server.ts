import { z } from 'zod';
import { EXPORT_COLUMNS } from '#app/domain/appraisal/export-columns.ts';
import { CSV_ENCODINGS } from '#app/platform/export/record-file.server.ts';
import { EXPORT_FORMATS } from '#app/usecases/appraisal/export-records.server.ts';
import { defineCall } from '../api.server.ts';

const nothing = z.object({});
const year = z.coerce.number().int().min(2000).max(2999).meta({ description: 'appraisal year' });

/** Marks and hours are text with two decimals, so that no reader's floating point touches them. */
const record = z.object(
  Object.fromEntries(
    EXPORT_COLUMNS.map(({ name, kind }) => [name, kind === 'integer' ? z.int().nullable() : z.string().nullable()]),
  ),
);

export const listAppraisalRecordsCall = defineCall({
  method: 'GET',
  path: '/api/v1/appraisal/records',
  may: 'appraisal.view',
  summary: 'Records of a year that changed after a cursor, in their newest version, oldest change first',
  body: nothing,
  query: z.object({
    year,
    after: z.coerce.number().int().min(0).default(0).meta({ description: 'the `next` of the call before' }),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
  }),
  response: z.object({ records: z.array(record), next: z.string() }),
});

/** What an address says of the file itself: the page's export and the call's read the same. */
export const exportFileOptions = z.object({
  format: z.enum(EXPORT_FORMATS).default('csv'),
  encoding: z
    .string()
    .toLowerCase()
    .transform((name) => (name === 'utf8' ? 'utf-8' : name))
    .pipe(z.enum(CSV_ENCODINGS))
    .default('utf-8'),
  header: z.enum(['en', 'zh']).default('en'),
});

export const exportAppraisalCall = defineCall({
  method: 'GET',
  path: '/api/v1/appraisal/export',
  may: 'appraisal.export',
  summary: 'The file of a year, as the command writes it',
  body: nothing,
  query: z.object({
    year,
    ...exportFileOptions.shape,
    unit: z
      .string()
      .optional()
      .transform((unit) => unit?.trim() || undefined)
      .meta({ description: 'a unit and everything below it' }),
  }),
  response: 'application/octet-stream',
});
