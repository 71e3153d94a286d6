import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, LinkButton } from '#app/ui/components/button.tsx';
import { LearnerShell } from '#app/ui/shells/learner-shell.tsx';

/** The attempt is open in another session: why, and the two ways on. */
export function HeldElsewhere() {
  const { t } = useTranslation();
  return (
    <LearnerShell>
      <h1 className="font-serif text-28">{t('exam.held.title')}</h1>
      <p className="mt-4 max-w-reading text-16 leading-reading">{t('exam.held.text')}</p>
      <p className="mt-2 max-w-reading text-16 leading-reading text-ink-2">{t('exam.held.how')}</p>
      <div className="mt-8 flex flex-wrap gap-3">
        <Form method="get" reloadDocument>
          <Button tone="primary">{t('exam.held.retry')}</Button>
        </Form>
        <LinkButton to="/account">{t('exam.held.account')}</LinkButton>
      </div>
    </LearnerShell>
  );
}
