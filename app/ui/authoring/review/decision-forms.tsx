import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, SubmitButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { TextArea } from '#app/ui/components/inputs.tsx';
import { mixed } from '#app/ui/components/mixed-text.tsx';
import { EffectView } from './effect-view.tsx';
import type { Refusal, ReviewView } from './review-view.ts';

/** Whether the form that publishes is offered; what publishing touches stands in it. */
export const mayPublish = ({ isOpen, whyNot, errors, isBaseStale }: ReviewView): boolean =>
  isOpen && whyNot === null && errors === 0 && !isBaseStale;

/** Publishing and returning, each with what it says to the author; or why neither is offered. */
export function DecisionForms({ page, refusal }: { readonly page: ReviewView; readonly refusal: Refusal | null }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="decision" className="border-t border-line pt-6">
      <h2 id="decision" className="mb-4 text-18">
        {t('authoring.review.decision')}
      </h2>
      {page.whyNot ? (
        <Callout tone="neutral">{t(`authoring.review.whyNot.${page.whyNot}`)}</Callout>
      ) : (
        <div className="grid gap-8 lg:grid-cols-2">
          <Form method="post" className="flex flex-col gap-4">
            <input type="hidden" name="intent" value="publish" />
            <input type="hidden" name="revision" value={page.revision} />
            {page.errors > 0 ? (
              <Callout tone="seal">{t('authoring.review.faults', { count: page.errors })}</Callout>
            ) : page.isBaseStale ? (
              <Callout tone="warn">{t('authoring.review.stale')}</Callout>
            ) : (
              <>
                <Field label={t('authoring.review.publishNote')}>
                  <TextArea name="note" lang="zh-CN" rows={3} maxLength={1000} />
                </Field>
                <div className="rounded-control border border-line bg-surface p-3 text-14">
                  <h3 className="mb-1 text-14 font-semibold">{t('authoring.effect.title')}</h3>
                  <EffectView effect={page.effect} />
                </div>
                <div>
                  <SubmitButton>{mixed(t('authoring.review.publish', { title: page.title }))}</SubmitButton>
                </div>
              </>
            )}
          </Form>
          <Form method="post" className="flex flex-col gap-4">
            <input type="hidden" name="intent" value="return" />
            <Field
              id="note"
              label={t('authoring.review.returnNote')}
              hint={t('authoring.review.returnHint')}
              required
              error={refusal?.field === 'note' ? t('authoring.review.needNote') : undefined}
            >
              <TextArea
                name="note"
                lang="zh-CN"
                rows={3}
                maxLength={1000}
                defaultValue={refusal?.field === 'note' ? refusal.typed : ''}
              />
            </Field>
            <div>
              <Button>{mixed(t('authoring.review.return', { name: page.review.submittedBy.name }))}</Button>
            </div>
          </Form>
        </div>
      )}
    </section>
  );
}
