import { z } from 'zod';
import {
  addDuplicates,
  addFault,
  codeText,
  formatVersion,
  named,
  publication,
  versionText,
} from '#app/domain/kernel/authored.ts';
import { type LocalText, localText } from '#app/domain/kernel/local-text.ts';

/** Domain letter → competency → point: `B`, `B1`, `B1.01`. */
export const domainCode = z.string().regex(/^[A-Z]$/, named('form-domain'));
export const competencyCode = z.string().regex(/^[A-Z][1-9]\d?$/, named('form-competency'));
export const pointCode = z.string().regex(/^[A-Z][1-9]\d?\.\d{2}$/, named('form-point'));

/** The competency that a point belongs to: B1.01 → B1. */
export const competencyOf = (point: string): string => point.split('.')[0] ?? point;
/** The domain that a point or competency belongs to: B1.01 → B. */
export const domainOf = (code: string): string => code.slice(0, 1);

const point = z.strictObject({
  code: pointCode,
  name: localText,
  definition: localText,
  sources: z.array(z.string().min(1)),
});
const competency = z.strictObject({ code: competencyCode, name: localText, points: z.array(point).min(1) });
const domain = z.strictObject({ code: domainCode, name: localText, competencies: z.array(competency).min(1) });

/** content/standard/standard.yaml: the one list of what there is to know. */
export const standardFile = z
  .strictObject({
    formatVersion,
    id: codeText,
    version: versionText,
    status: publication,
    title: localText,
    domains: z.array(domain).min(1),
  })
  .check((context) => {
    const codes: { value: string; path: (string | number)[] }[] = [];
    context.value.domains.forEach(({ code: domainOwn, competencies }, d) => {
      codes.push({ value: domainOwn, path: ['domains', d, 'code'] });
      competencies.forEach(({ code: competencyOwn, points }, c) => {
        const path = ['domains', d, 'competencies', c];
        codes.push({ value: competencyOwn, path: [...path, 'code'] });
        if (domainOf(competencyOwn) !== domainOwn)
          addFault(context, {
            fault: 'code-outside-parent',
            path: [...path, 'code'],
            value: competencyOwn,
            parent: domainOwn,
          });
        points.forEach(({ code: pointOwn }, p) => {
          const at = [...path, 'points', p, 'code'];
          codes.push({ value: pointOwn, path: at });
          if (competencyOf(pointOwn) !== competencyOwn)
            addFault(context, { fault: 'code-outside-parent', path: at, value: pointOwn, parent: competencyOwn });
        });
      });
    });
    addDuplicates(context, { fault: 'duplicate-code', values: codes });
  });

export type StandardBody = Omit<z.output<typeof standardFile>, 'status'>;

export type KnowledgePoint = {
  readonly code: string;
  readonly competencyCode: string;
  readonly domainCode: string;
  readonly name: LocalText;
  readonly definition: LocalText;
};

/** The points in the order of the standard. */
export function listPoints({ domains }: Pick<StandardBody, 'domains'>): KnowledgePoint[] {
  return domains.flatMap(({ code: domainOwn, competencies }) =>
    competencies.flatMap(({ code: competencyOwn, points }) =>
      points.map(({ code, name, definition }) => ({
        code,
        competencyCode: competencyOwn,
        domainCode: domainOwn,
        name,
        definition,
      })),
    ),
  );
}
