import { useTranslation } from 'react-i18next';
import { publicLoader } from '#app/platform/http/page.server.ts';

export const loader = publicLoader(async () => ({}));

export default function Home() {
  const { t } = useTranslation();
  return <h1>{t('shell.productName')}</h1>;
}
