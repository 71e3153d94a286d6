import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { Disclosure } from '#app/ui/components/disclosure.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import { TextInput } from '#app/ui/components/inputs.tsx';
import { Table } from '#app/ui/components/table.tsx';
import { Time } from '#app/ui/components/time.tsx';
import { DownloadIcon } from '#app/ui/icons/icons.tsx';

type Print = {
  readonly id: string;
  readonly kind: 'reprint' | 'batch';
  readonly reason: string;
  readonly by: string | null;
  readonly at: number;
};

/** When and why the office printed a certificate, and the form that records one more time. */
export function Prints({
  id,
  number,
  prints,
  reprinted,
  refusal,
}: {
  readonly id: string;
  readonly number: string;
  readonly prints: readonly Print[];
  /** Whether a reprint was recorded just now. */
  readonly reprinted: boolean;
  readonly refusal: { readonly reason: string } | null;
}) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-4">
      {reprinted && (
        <Callout
          tone="ok"
          announce
          title={t('certificate.staff.reprint.done')}
          action={
            <LinkButton to={`/certificates/${id}.pdf`} native tone="primary" icon={<DownloadIcon size={16} />}>
              {t('certificate.staff.reprint.download')}
            </LinkButton>
          }
        />
      )}
      {prints.length === 0 ? (
        <p className="text-14 text-ink-2">{t('certificate.staff.reprint.none')}</p>
      ) : (
        <Table
          caption={t('certificate.staff.reprint.caption')}
          rows={prints}
          rowKey={(print) => print.id}
          columns={[
            {
              key: 'kind',
              header: t('certificate.staff.reprint.what'),
              onPhone: 'title',
              cell: ({ kind }) => t(`certificate.staff.reprint.kind.${kind}`),
            },
            {
              key: 'reason',
              header: t('certificate.staff.reprint.reason'),
              onPhone: 'fact',
              cell: ({ reason }) => <span lang="zh-CN">{reason}</span>,
            },
            {
              key: 'by',
              header: t('certificate.staff.reprint.by'),
              cell: ({ by }) => (by === null ? t('certificate.staff.record.bySystem') : <span lang="zh-CN">{by}</span>),
            },
            {
              key: 'at',
              header: t('certificate.staff.reprint.at'),
              onPhone: 'fact',
              cell: ({ at }) => <Time at={at} />,
            },
          ]}
        />
      )}
      <Disclosure summary={t('certificate.staff.reprint.open')} open={refusal !== null}>
        <Form method="post" className="flex max-w-form flex-col gap-5 pt-2">
          {refusal && (
            <FormError
              title={t('certificate.staff.reprint.refused')}
              faults={[{ fieldId: 'reprintReason', message: t('certificate.staff.reprint.needReason') }]}
            />
          )}
          <p>{t('certificate.staff.reprint.question')}</p>
          <input type="hidden" name="intent" value="reprint" />
          <Field
            id="reprintReason"
            label={t('certificate.staff.reprint.reasonField')}
            hint={t('certificate.staff.reprint.reasonHint')}
            required
            error={refusal ? t('certificate.staff.reprint.needReason') : undefined}
          >
            <TextInput name="reprintReason" maxLength={200} autoComplete="off" defaultValue={refusal?.reason ?? ''} />
          </Field>
          <div>
            <SubmitButton tone="secondary">{t('certificate.staff.reprint.submit', { number })}</SubmitButton>
          </div>
        </Form>
      </Disclosure>
    </div>
  );
}
