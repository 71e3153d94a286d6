import { useTranslation } from 'react-i18next';
import { LinkButton } from '#app/ui/components/button.tsx';
import { SectionTitle } from './section-title.tsx';

/** What to answer again today, and the way to practise; on a phone this is how one gets there. */
export function HomePractice({ due }: { readonly due: number }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="practice">
      <SectionTitle id="practice" more={{ to: '/practice', label: t('learning.practice.more') }}>
        {t('learning.practice.dueTitle')}
      </SectionTitle>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-3">
        <p className="text-16">
          {due > 0 ? t('learning.practice.due', { count: due }) : t('learning.practice.dueNone')}
        </p>
        {due > 0 && (
          <LinkButton to="/practice" size="small">
            {t('learning.practice.review')}
          </LinkButton>
        )}
      </div>
    </section>
  );
}
