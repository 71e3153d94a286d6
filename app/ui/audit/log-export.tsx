import { useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '#app/ui/components/button.tsx';
import { Disclosure } from '#app/ui/components/disclosure.tsx';
import { DownloadIcon } from '#app/ui/icons/icons.tsx';

const FILES = [
  { key: 'csv', format: 'csv', encoding: 'utf-8' },
  { key: 'gb18030', format: 'csv', encoding: 'gb18030' },
  { key: 'jsonl', format: 'jsonl', encoding: 'utf-8' },
] as const;

/** The entries of the filter in the address, all of them, as files. */
export function LogExportLinks() {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const to = ({ format, encoding }: (typeof FILES)[number]) => {
    const kept = new URLSearchParams(params);
    for (const name of ['after', 'before', 'page']) kept.delete(name);
    kept.set('format', format);
    kept.set('encoding', encoding);
    return `/staff/audit/export?${kept}`;
  };
  return (
    <div className="mb-4 print:hidden">
      <Disclosure summary={t('audit.export.title')}>
        <p className="max-w-reading pb-3 text-14 text-ink-2">{t('audit.export.text')}</p>
        <div className="flex flex-wrap gap-3">
          {FILES.map((file) => (
            <LinkButton key={file.key} to={to(file)} native download icon={<DownloadIcon size={16} />}>
              {t(`audit.export.${file.key}`)}
            </LinkButton>
          ))}
        </div>
      </Disclosure>
    </div>
  );
}
