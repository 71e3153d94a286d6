import { useTranslation } from 'react-i18next';
import type { PreviewTheme, PreviewWidth } from './lesson-preview.tsx';

/** How the preview is looked at: on which width, in which colours. */
export function PreviewTools({
  width,
  theme,
  onWidth,
  onTheme,
}: {
  readonly width: PreviewWidth;
  readonly theme: PreviewTheme;
  readonly onWidth: (width: PreviewWidth) => void;
  readonly onTheme: (theme: PreviewTheme) => void;
}) {
  const { t } = useTranslation();
  const select = 'min-h-9 rounded-control border border-control bg-surface px-2 text-13 md:min-h-8';
  return (
    <>
      <select
        aria-label={t('authoring.preview.width')}
        value={width}
        onChange={(event) => onWidth(event.target.value as PreviewWidth)}
        className={select}
      >
        <option value="desktop">{t('authoring.preview.desktop')}</option>
        <option value="phone">{t('authoring.preview.phone')}</option>
      </select>
      <select
        aria-label={t('authoring.preview.theme')}
        value={theme}
        onChange={(event) => onTheme(event.target.value as PreviewTheme)}
        className={select}
      >
        <option value="page">{t('authoring.preview.themePage')}</option>
        <option value="light">{t('authoring.preview.light')}</option>
        <option value="dark">{t('authoring.preview.dark')}</option>
      </select>
    </>
  );
}
