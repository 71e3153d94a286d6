import { useTranslation } from 'react-i18next';
import { SETTINGS, type SettingKey } from '#app/domain/operation/settings.ts';
import { MixedText } from '#app/ui/components/mixed-text.tsx';

/** A setting's value as it is read: a number with its unit, a text as it will stand, nothing as a word. */
export function SettingValue({
  settingKey,
  value,
}: {
  readonly settingKey: SettingKey;
  readonly value: number | string;
}) {
  const { t } = useTranslation();
  const spec = SETTINGS[settingKey];
  if (spec.kind === 'number')
    return <span className="figures">{t(`oversight.settings.unit.${spec.unit}`, { value })}</span>;
  if (value === '') return <span className="text-ink-3">{t('oversight.settings.empty')}</span>;
  return (
    <span className="whitespace-pre-line">
      <MixedText text={String(value)} />
    </span>
  );
}
