import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { PRACTICE_BEHAVIOUR_NAMES, PRACTICE_SIZES } from '#app/domain/practice/choices.ts';
import { Breadcrumb } from '#app/ui/components/breadcrumb.tsx';
import { LinkButton, SubmitButton } from '#app/ui/components/button.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { RadioGroup } from '#app/ui/components/inputs.tsx';
import type { ScopeTitle } from './practice-views.ts';
import { ScopeName } from './scope-name.tsx';

/** How a set is begun: how many questions, answered how. `available` is what it can be drawn from. */
export function BeginPractice({ scope, available }: { readonly scope: ScopeTitle; readonly available: number }) {
  const { t } = useTranslation();
  const size = PRACTICE_SIZES.find((each) => each >= Math.min(10, available)) ?? 10;
  return (
    <>
      <Breadcrumb crumbs={[{ label: t('practice.title'), to: '/practice' }]} />
      <h1 className="font-serif text-28">
        <ScopeName scope={scope} />
      </h1>
      {available === 0 ? (
        <NothingHere kind={scope.kind} />
      ) : (
        <>
          <p className="figures mt-1 text-14 text-ink-2">{t('practice.questions', { count: available })}</p>
          <Form method="post" action="/practice/new" className="mt-6 flex max-w-reading flex-col items-start gap-6">
            <input type="hidden" name="kind" value={scope.kind} />
            <input type="hidden" name="ref" value={scope.ref} />
            <RadioGroup
              legend={t('practice.begin.size')}
              name="size"
              inline
              value={String(size)}
              options={PRACTICE_SIZES.map((count) => ({
                value: String(count),
                label: t('practice.questions', { count }),
              }))}
            />
            <RadioGroup
              legend={t('practice.begin.behaviour')}
              name="behaviour"
              value="immediate"
              options={PRACTICE_BEHAVIOUR_NAMES.map((name) => ({
                value: name,
                label: t(`practice.begin.${name}`),
                hint: t(`practice.begin.${name}Hint`),
              }))}
            />
            <SubmitButton>{t('practice.begin.start')}</SubmitButton>
          </Form>
        </>
      )}
    </>
  );
}

function NothingHere({ kind }: { readonly kind: ScopeTitle['kind'] }) {
  const { t } = useTranslation();
  const text =
    kind === 'mistakes'
      ? t('practice.begin.noneDue')
      : kind === 'weakness'
        ? t('practice.begin.noneWeak')
        : kind === 'favourites'
          ? t('practice.begin.noneFavourites')
          : t('practice.begin.none');
  return (
    <EmptyState
      title={t('practice.begin.noneTitle')}
      text={text}
      action={<LinkButton to="/practice">{t('practice.begin.back')}</LinkButton>}
    />
  );
}
