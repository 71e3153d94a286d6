import { useTranslation } from 'react-i18next';
import { LinkButton } from '#app/ui/components/button.tsx';
import { Menu } from '#app/ui/components/menu.tsx';

/** The list as it is shown, as a file in either encoding. */
export function ExportLinks({ to }: { readonly to: string }) {
  const { t } = useTranslation();
  const link = (encoding: string) => `${to}${to.includes('?') ? '&' : '?'}encoding=${encoding}`;
  return (
    <Menu label={t('personnel.exportMenu')} face={<span>{t('personnel.exportMenu')}</span>}>
      <div className="flex flex-col gap-1">
        <LinkButton to={link('utf-8')} tone="quiet" native download>
          {t('personnel.exportUtf8')}
        </LinkButton>
        <LinkButton to={link('gb18030')} tone="quiet" native download>
          {t('personnel.exportGb')}
        </LinkButton>
      </div>
    </Menu>
  );
}
