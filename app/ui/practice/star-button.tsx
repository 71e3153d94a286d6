import { useFetcher } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { StarIcon, StarredIcon } from '#app/ui/icons/icons.tsx';

/** Stars a question, or takes the star back. Without script the page comes again with it. */
export function StarButton({
  questionId,
  starred,
  action,
}: {
  readonly questionId: string;
  readonly starred: boolean;
  /** The page's own address, to which the form goes. */
  readonly action: string;
}) {
  const { t } = useTranslation();
  const fetcher = useFetcher({ key: `star ${questionId}` });
  const asked = fetcher.formData?.get('intent');
  const on = asked ? asked === 'star' : starred;
  return (
    <fetcher.Form method="post" action={action}>
      <input type="hidden" name="intent" value={on ? 'unstar' : 'star'} />
      <input type="hidden" name="questionId" value={questionId} />
      <button
        type="submit"
        aria-pressed={on}
        className="inline-flex min-h-11 items-center gap-2 rounded-control px-2 text-14 text-ink-2 hover:bg-sunken hover:text-ink aria-pressed:font-medium aria-pressed:text-warn md:min-h-9"
      >
        {on ? <StarredIcon /> : <StarIcon />}
        {t('practice.session.star')}
      </button>
    </fetcher.Form>
  );
}
