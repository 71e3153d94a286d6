import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { isWarning } from '#app/domain/kernel/content-fault.ts';
import { listContentFaults } from '#app/platform/content/watch-content.server.ts';
import { notFound, pageLoader } from '#app/platform/http/page.server.ts';
import { Callout } from '#app/ui/components/callout.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FilterBar } from '#app/ui/components/filter-bar.tsx';
import { Checkbox, SearchInput, Select } from '#app/ui/components/inputs.tsx';
import { useLocalText } from '#app/ui/components/local-text-view.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { TableTools } from '#app/ui/components/table-tools.tsx';
import { CellTable } from '#app/ui/coverage/cell-table.tsx';
import { PointTable, usePointColumns } from '#app/ui/coverage/point-table.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { formatFault } from '#app/usecases/content/describe-fault.server.ts';
import { readCoverage, viewCoverage } from '#app/usecases/content/read-coverage.server.ts';

export const handle = pageTitle(({ t }) => t('coverage.title'));

const PAGE_SIZE = 50;
const FAULTS_SHOWN = 10;

export const loader = pageLoader('content.coverage', async ({ context, actor, url, language }) => {
  const given = (name: string) => url.searchParams.get(name)?.slice(0, 100) || null;
  const coverage = await readCoverage(context, actor, { syllabus: given('syllabus') });
  if (!coverage.ok) return notFound();
  const filter = { domain: given('domain'), onlyGaps: given('gaps') !== null, text: given('q') ?? '' };
  const page = Number(given('page') ?? 1);
  const faults = listContentFaults();
  return {
    ...viewCoverage(coverage.value, { ...filter, page: Number.isSafeInteger(page) ? page : 1, pageSize: PAGE_SIZE }),
    filter,
    faults: {
      refused: faults.filter(({ code }) => !isWarning(code)).length,
      total: faults.length,
      lines: faults.slice(0, FAULTS_SHOWN).map((fault) => formatFault(fault, { language, folder: 'content' })),
    },
  };
});

export default function CoveragePage() {
  const { t } = useTranslation();
  const text = useLocalText();
  const { syllabi, syllabus, domains, rows, total, page, pageSize, cells, demanded, gaps, filter, faults } =
    useLoaderData<typeof loader>();
  const columns = usePointColumns();
  const measure = syllabi.find(({ code }) => code === syllabus);
  return (
    <StaffShell title={t('coverage.title')} intro={t('coverage.intro')}>
      {faults.total > 0 && (
        <div className="mb-6">
          <Callout
            tone={faults.refused > 0 ? 'seal' : 'warn'}
            title={
              faults.refused > 0
                ? t('coverage.faultsTitle', { number: faults.refused })
                : t('coverage.warningsTitle', { number: faults.total })
            }
          >
            <ul className="mt-1 text-13 break-all">
              {faults.lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            {faults.total > faults.lines.length && (
              <p className="mt-1">{t('coverage.faultsMore', { number: faults.total - faults.lines.length })}</p>
            )}
          </Callout>
        </div>
      )}
      {measure ? (
        <>
          <p className="mb-4 text-16">
            {t(gaps === 0 ? 'coverage.complete' : 'coverage.incomplete', {
              syllabus: text(measure.title),
              version: measure.version,
              demanded,
              gaps,
            })}
          </p>
          <FilterBar names={['syllabus', 'domain', 'gaps', 'q']} tools={<TableTools columns={columns} />}>
            {syllabi.length > 1 && (
              <Field label={t('coverage.syllabus')}>
                <Select name="syllabus" defaultValue={measure.code}>
                  {syllabi.map(({ code, title }) => (
                    <option key={code} value={code}>
                      {text(title)}
                    </option>
                  ))}
                </Select>
              </Field>
            )}
            <div className="min-w-48 grow sm:grow-0">
              <SearchInput name="q" label={t('coverage.search')} defaultValue={filter.text} />
            </div>
            <Field label={t('coverage.domain')} labelHidden>
              <Select name="domain" defaultValue={filter.domain ?? ''}>
                <option value="">{t('coverage.allDomains')}</option>
                {domains.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {`${code} ${text(name)}`}
                  </option>
                ))}
              </Select>
            </Field>
            <Checkbox name="gaps" value="1" defaultChecked={filter.onlyGaps} label={t('coverage.onlyGaps')} />
          </FilterBar>
          <PointTable rows={rows} />
          {total > 0 && <Pager page={page} pageSize={pageSize} total={total} />}
          <h2 className="mt-12 text-18 font-semibold">{t('coverage.cells')}</h2>
          <p className="mt-1 mb-4 text-14 text-ink-2">{t('coverage.cellsIntro')}</p>
          <CellTable cells={cells} />
        </>
      ) : (
        <EmptyState title={t('coverage.noSyllabusTitle')} text={t('coverage.noSyllabusText')} />
      )}
    </StaffShell>
  );
}
