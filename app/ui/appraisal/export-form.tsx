import { useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#app/ui/components/button.tsx';
import { RadioGroup } from '#app/ui/components/inputs.tsx';
import { Menu } from '#app/ui/components/menu.tsx';
import { useRootData } from '#app/ui/components/root-data.ts';
import { ChevronDownIcon, DownloadIcon } from '#app/ui/icons/icons.tsx';
import { RECORD_FILTER } from './record-filter.ts';

const FORMATS = ['csv', 'xlsx', 'json'] as const;
const ENCODINGS = ['utf-8', 'gb18030'] as const;

/**
 * Takes the records that the page shows: a plain form, so that the browser fetches the file itself. One press takes
 * CSV in UTF-8; the menu beside it changes format, encoding and headings.
 */
export function ExportForm({ year }: { year: number }) {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const { language } = useRootData().preferences;
  const [format, setFormat] = useState<string>('csv');
  const [encoding, setEncoding] = useState<string>('utf-8');
  return (
    <form method="get" action={`/staff/appraisal/${year}/export`} className="flex flex-wrap items-center gap-2">
      {RECORD_FILTER.map((name) => {
        const value = params.get(name);
        return value && <input key={name} type="hidden" name={name} value={value} />;
      })}
      <Button tone="primary" icon={<DownloadIcon size={16} />}>
        {t('appraisal.year.export')}
      </Button>
      <Menu
        label={t('appraisal.year.file')}
        face={
          <>
            <span className="figures">
              {format.toUpperCase()}
              {format === 'csv' && ` · ${encoding.toUpperCase()}`}
            </span>
            <ChevronDownIcon size={16} />
          </>
        }
      >
        <div className="flex w-64 flex-col gap-3 p-2">
          <RadioGroup
            legend={t('appraisal.year.format')}
            name="format"
            value={format}
            onChange={setFormat}
            options={FORMATS.map((value) => ({
              value,
              label: t(`appraisal.year.formats.${value}`),
              ...(value === 'xlsx' ? {} : { hint: t(`appraisal.year.${value}Hint`) }),
            }))}
          />
          <RadioGroup
            legend={t('appraisal.year.encoding')}
            name="encoding"
            value={encoding}
            onChange={setEncoding}
            options={ENCODINGS.map((value) => ({ value, label: t(`appraisal.year.encodings.${value}`) }))}
          />
          <RadioGroup
            legend={t('appraisal.year.header')}
            name="header"
            value={language === 'en' ? 'en' : 'zh'}
            options={(['zh', 'en'] as const).map((value) => ({ value, label: t(`appraisal.year.headers.${value}`) }))}
          />
          <p className="text-13 text-ink-2">{t('appraisal.year.exportHint')}</p>
        </div>
      </Menu>
    </form>
  );
}
