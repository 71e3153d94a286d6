import { redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { DIFFERENCE_KINDS } from '#app/domain/appraisal/differences.ts';
import { readForm } from '#app/platform/http/form.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { parseYear } from '#app/platform/http/record-query.server.ts';
import { findRunningOfYear, findYearRun, startApplication, startPreview } from '#app/platform/jobs/year-runs.server.ts';
import { Differences } from '#app/ui/appraisal/differences.tsx';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { RunProgress } from '#app/ui/components/run-progress.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { readYearOutline } from '#app/usecases/appraisal/read-year-outline.server.ts';

const PAGE_SIZE = 50;
const MOST_UNITS = 20;

export const handle = pageTitle<typeof loader>(({ t, data }) =>
  data ? t('appraisal.compute.title', { year: data.year }) : t('appraisal.list.title'),
);

export const loader = pageLoader('appraisal.compute', async ({ context, actor, params, url }) => {
  const year = parseYear(params.year) ?? notFound();
  const given = (name: string) => url.searchParams.get(name)?.normalize('NFKC').trim().slice(0, 100) || null;
  const unitId = given('unit');
  const outline = await readYearOutline(context, actor, { year, unitId });
  if (!outline.ok) notFound();
  const asked = given('run');
  const run = asked === null ? null : findYearRun(actor, asked);
  const other = findRunningOfYear(year);
  const shown = run && run.result?.year !== undefined && run.result.year !== year ? null : run;
  const filter = {
    search: given('q') ?? '',
    kind: DIFFERENCE_KINDS.find((kind) => kind === given('kind')) ?? null,
    field: given('field'),
    unitId,
  };
  const result = shown?.result ?? null;
  const onlyMoved = given('moved') === '1' && (result?.moved?.counts().people ?? 0) > 0;
  const list = onlyMoved ? (result?.moved ?? null) : (result?.list ?? null);
  const page = Number(given('page') ?? 1);
  const { unitIds, ...rest } = outline.value;
  return {
    ...rest,
    gone: asked !== null && shown === null,
    byOther: other && other.ownerId !== actor.personId ? other.ownerName : null,
    run: shown && {
      id: shown.id,
      state: shown.state,
      done: shown.done,
      total: shown.total,
      mode: result?.mode ?? null,
      walk: result?.walk ?? null,
      moved: result?.moved?.counts().people ?? null,
    },
    filter,
    onlyMoved,
    differences: list && {
      counts: list.counts(),
      units: list.units().slice(0, MOST_UNITS),
      unitTotal: list.units().length,
      pageSize: PAGE_SIZE,
      ...list.page({
        filter: { ...filter, unitIds: unitIds && new Set(unitIds) },
        page: Number.isSafeInteger(page) ? page : 1,
        pageSize: PAGE_SIZE,
      }),
    },
  };
});

/** Starts a trial run, or the computation that was decided on after one; either goes on while nobody looks. */
export const action = pageAction('appraisal.compute', async ({ context, actor, params, request }) => {
  const year = parseYear(params.year) ?? notFound();
  const outline = await readYearOutline(context, actor, { year, unitId: null });
  if (!outline.ok) notFound();
  const { intent, run } = await readForm(request);
  const to = (id: string) => redirect(`/staff/appraisal/${year}/compute?run=${id}`, { status: 303 });
  if (intent !== 'apply') return to(startPreview(context, actor, year).id);
  const preview = findYearRun(actor, run ?? '')?.result;
  // Nothing is saved that was not looked at first.
  if (preview?.year !== year || preview.mode !== 'preview') return to(run ?? '');
  return to(startApplication(context, actor, { year, preview }).id);
});

export default function ComputeYear() {
  const { t } = useTranslation();
  const { year, whole, computed, ratings, run, gone, byOther, filter, differences, onlyMoved } =
    useLoaderData<typeof loader>();
  const n = (value: number) => formatCount(value);
  return (
    <StaffShell
      title={t('appraisal.compute.title', { year })}
      intro={t(whole ? 'appraisal.compute.intro' : 'appraisal.compute.partIntro')}
      breadcrumb={[
        { label: t('appraisal.list.title'), to: '/staff/appraisal' },
        { label: t('appraisal.list.yearName', { year }), to: `/staff/appraisal/${year}` },
      ]}
    >
      <div className="flex flex-col gap-8">
        {byOther !== null && <Callout tone="warn">{t('appraisal.compute.byOther', { name: byOther })}</Callout>}
        {gone && byOther === null && <Callout tone="warn">{t('appraisal.compute.gone')}</Callout>}
        {run?.state === 'failed' && <Callout tone="seal">{t('appraisal.compute.failed')}</Callout>}
        {run?.state === 'running' && <Running id={run.id} done={run.done} total={run.total} />}
        {run?.state === 'done' && run.walk && (
          <Outcome
            mode={run.mode === 'apply' ? 'apply' : 'preview'}
            people={n(run.walk.people)}
            changed={run.walk.changed}
            moved={run.moved ?? 0}
          />
        )}
        {byOther === null && run?.state !== 'running' && (
          <div className="flex flex-wrap items-center gap-3">
            {run?.state === 'done' && run.mode === 'preview' && (run.walk?.changed || !computed) ? (
              <Form method="post" action={`/staff/appraisal/${year}/compute`}>
                <input type="hidden" name="intent" value="apply" />
                <input type="hidden" name="run" value={run.id} />
                <SubmitButton>
                  {run.walk?.changed
                    ? t('appraisal.compute.apply', { n: n(run.walk.changed) })
                    : t('appraisal.compute.applyNone')}
                </SubmitButton>
              </Form>
            ) : null}
            <Form method="post" action={`/staff/appraisal/${year}/compute`}>
              <input type="hidden" name="intent" value="preview" />
              <SubmitButton tone={run ? 'secondary' : 'primary'}>
                {t(run ? 'appraisal.compute.again' : 'appraisal.compute.start', { year })}
              </SubmitButton>
            </Form>
            <LinkButton to={`/staff/appraisal/${year}`} tone="quiet">
              {t('appraisal.compute.toYear', { year })}
            </LinkButton>
            {!run && <p className="basis-full text-13 text-ink-3">{t('appraisal.compute.startHint')}</p>}
          </div>
        )}
        {differences && differences.counts.people > 0 && run && (
          <Differences
            year={year}
            runId={run.id}
            ratings={ratings}
            filter={filter}
            moved={run.moved ?? 0}
            onlyMoved={onlyMoved}
            {...differences}
          />
        )}
      </div>
    </StaffShell>
  );
}

function Running({ id, done, total }: { id: string; done: number; total: number | null }) {
  const { t } = useTranslation();
  return (
    <RunProgress
      label={t('appraisal.compute.running')}
      done={done}
      total={total}
      text={
        total === null
          ? t('appraisal.compute.progressUnknown')
          : t('appraisal.compute.progress', { done: formatCount(done), total: formatCount(total) })
      }
      hint={t('appraisal.compute.runningHint')}
      refresh={{ to: `?run=${id}`, label: t('appraisal.compute.refresh') }}
    />
  );
}

function Outcome({
  mode,
  people,
  changed,
  moved,
}: {
  mode: 'preview' | 'apply';
  people: string;
  changed: number;
  moved: number;
}) {
  const { t } = useTranslation();
  const values = { people, changed: formatCount(changed) };
  if (mode === 'preview')
    return changed > 0 ? (
      <Callout tone="active" announce title={t('appraisal.compute.previewed', values)}>
        {t('appraisal.compute.previewedText')}
      </Callout>
    ) : (
      <Callout tone="ok" announce title={t('appraisal.compute.previewedNone', values)}>
        {t('appraisal.compute.previewedNoneText')}
      </Callout>
    );
  return (
    <>
      <Callout tone="ok" announce title={t('appraisal.compute.applied', values)}>
        {moved === 0 && t('appraisal.compute.asPreviewed')}
      </Callout>
      {moved > 0 && (
        <Callout tone="warn" announce title={t('appraisal.compute.movedTitle', { n: formatCount(moved) })}>
          {t('appraisal.compute.movedText')}
        </Callout>
      )}
    </>
  );
}
