import { redirect } from '@remix-run/node';
import { Form, useLoaderData, useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { CERTIFICATE_STATUSES } from '#app/domain/certification/status.ts';
import { isReversedRange } from '#app/domain/kernel/instant.ts';
import { parseCertificateQuery } from '#app/platform/http/certificate-query.server.ts';
import { notFound, pageAction, pageLoader } from '#app/platform/http/page.server.ts';
import { CertificateStatusWord } from '#app/ui/certificate/certificate-status.tsx';
import { useHolderColumns } from '#app/ui/certificate/holder-columns.tsx';
import { Unprintable } from '#app/ui/certificate/unprintable.tsx';
import { Button, LinkButton } from '#app/ui/components/button.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FilterBar } from '#app/ui/components/filter-bar.tsx';
import { FilterChoice, unitChoices } from '#app/ui/components/filter-choice.tsx';
import { formatCount } from '#app/ui/components/format-count.ts';
import { SearchInput, TextInput } from '#app/ui/components/inputs.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { type Column, Table } from '#app/ui/components/table.tsx';
import { TableTools } from '#app/ui/components/table-tools.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { PrintIcon } from '#app/ui/icons/icons.tsx';
import { TierAndTrack } from '#app/ui/learning/tier-and-track.tsx';
import { pageTitle } from '#app/ui/page-title.ts';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';
import { retryPendingCertificates } from '#app/usecases/certification/retry-pending-certificates.server.ts';
import { type FoundCertificate, searchCertificates } from '#app/usecases/certification/search-certificates.server.ts';

export const handle = pageTitle(({ t }) => t('certificate.staff.title'));

const PAGE_SIZE = 50;
/** What the address says of certificates: a batch reads the same. */
const PRINT_FILTER = ['q', 'status', 'tier', 'unit', 'from', 'to'];
const TIERS = ['1', '2', '3'] as const;

export const loader = pageLoader('certificate.search', async ({ context, actor, url }) => {
  const given = (name: string) => url.searchParams.get(name)?.slice(0, 100) || null;
  const count = (name: string) => {
    const value = Number(given(name) ?? Number.NaN);
    return Number.isSafeInteger(value) && value >= 0 ? value : null;
  };
  const filter = parseCertificateQuery(url.searchParams);
  const page = Math.max(1, count('page') ?? 1);
  const found = await searchCertificates(context, actor, { ...filter, page, pageSize: PAGE_SIZE });
  if (!found.ok) notFound();
  const pages = Math.max(1, Math.ceil(found.value.total / PAGE_SIZE));
  if (page > pages) {
    const last = new URLSearchParams(url.searchParams);
    last.set('page', String(pages));
    throw redirect(`/staff/certificates?${last}`);
  }
  const issued = count('issued');
  return {
    ...found.value,
    filter,
    page,
    retried: issued === null ? null : { issued, stillPending: count('pending') ?? 0 },
  };
});

/** Issues again what waits for a font; the answer stands in the address, so that it is there without script too. */
export const action = pageAction('certificate.retry', async ({ context }) => {
  const { value } = await retryPendingCertificates(context);
  return redirect(`/staff/certificates?issued=${value.issued}&pending=${value.stillPending}`, { status: 303 });
});

export default function Certificates() {
  const { t } = useTranslation();
  const { certificates, units, unprintable, total, page, filter, retried } = useLoaderData<typeof loader>();
  const { search, ids: _, ...choices } = filter;
  const filtered = search !== '' || Object.values(choices).some((choice) => choice !== null);
  const reversed = isReversedRange(filter.issuedFrom, filter.issuedTo);
  const [params] = useSearchParams();
  const printAll = new URLSearchParams([...params].filter(([name]) => PRINT_FILTER.includes(name)));
  const columns: Column<FoundCertificate>[] = [
    {
      key: 'choose',
      header: <span className="sr-only">{t('certificate.staff.print.choose')}</span>,
      cell: (row) => (
        <input
          type="checkbox"
          name="id"
          value={row.id}
          aria-label={t('certificate.staff.print.chooseOne', { number: row.number })}
          className="size-5 accent-action"
        />
      ),
    },
    ...useHolderColumns<FoundCertificate>(),
    {
      key: 'number',
      header: t('certificate.staff.number'),
      onPhone: 'fact',
      cell: (row) => <span className="figures whitespace-nowrap">{row.number}</span>,
    },
    { key: 'level', header: t('certificate.staff.level'), cell: (row) => <TierAndTrack {...row} /> },
    { key: 'issuedOn', header: t('certificate.staff.issuedOn'), cell: (row) => <Time day={row.issuedOn} /> },
    { key: 'validUntil', header: t('certificate.staff.validUntil'), cell: (row) => <Time day={row.validUntil} /> },
    {
      key: 'status',
      header: t('certificate.staff.status'),
      onPhone: 'fact',
      cell: (row) => <CertificateStatusWord status={row.status} />,
    },
  ];
  return (
    <StaffShell title={t('certificate.staff.title')} intro={t('certificate.staff.intro')}>
      <Unprintable rows={unprintable} retried={retried} />
      <FilterBar names={[...PRINT_FILTER, 'issued', 'pending']} tools={<TableTools columns={columns} />}>
        <div className="min-w-56 grow basis-full sm:basis-0">
          <SearchInput label={t('certificate.staff.search')} name="q" defaultValue={filter.search} />
        </div>
        <FilterChoice
          label={t('certificate.staff.status')}
          name="status"
          any={t('certificate.staff.anyStatus')}
          value={filter.status}
          choices={CERTIFICATE_STATUSES.map((status) => ({ value: status, label: t(`certificate.status.${status}`) }))}
        />
        <FilterChoice
          label={t('certificate.staff.tier')}
          name="tier"
          any={t('certificate.staff.anyTier')}
          value={filter.tier === null ? null : String(filter.tier)}
          choices={TIERS.map((tier) => ({ value: String(tier), label: t(`learning.tier.${tier}`) }))}
        />
        <FilterChoice
          label={t('certificate.staff.unit')}
          name="unit"
          any={t('certificate.staff.anyUnit')}
          value={filter.unitId}
          choices={unitChoices(units)}
        />
        <Field label={t('certificate.staff.from')}>
          <TextInput key={filter.issuedFrom} type="date" name="from" defaultValue={filter.issuedFrom ?? ''} />
        </Field>
        <Field label={t('certificate.staff.to')}>
          <TextInput key={filter.issuedTo} type="date" name="to" defaultValue={filter.issuedTo ?? ''} />
        </Field>
      </FilterBar>
      <Form method="get" action="/staff/certificates/print">
        {filter.status && <input type="hidden" name="status" value={filter.status} />}
        {total > 0 && (
          <div className="mb-3 flex flex-wrap items-center gap-3">
            <span className="hidden sm:inline">
              <Button size="small" icon={<PrintIcon size={16} />}>
                {t('certificate.staff.print.printChosen')}
              </Button>
            </span>
            <LinkButton to={`/staff/certificates/print?${printAll}`} size="small" icon={<PrintIcon size={16} />}>
              {t('certificate.staff.print.printAll', { n: formatCount(total) })}
            </LinkButton>
          </div>
        )}
        <Table
          caption={t('certificate.staff.caption')}
          columns={columns}
          rows={certificates}
          rowKey={(row) => row.id}
          rowLink={(row) => `/staff/certificates/${row.id}`}
          empty={
            filtered ? (
              <EmptyState
                title={t(reversed ? 'shell.reversedTitle' : 'certificate.staff.noneTitle')}
                text={t(reversed ? 'shell.reversedText' : 'certificate.staff.noneText')}
                action={<LinkButton to="/staff/certificates">{t('shell.clearFilters')}</LinkButton>}
              />
            ) : (
              <EmptyState title={t('certificate.staff.emptyTitle')} text={t('certificate.staff.emptyText')} />
            )
          }
        />
      </Form>
      {total > 0 && <Pager page={page} pageSize={PAGE_SIZE} total={total} />}
    </StaffShell>
  );
}
