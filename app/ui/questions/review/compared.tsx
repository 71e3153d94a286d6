import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outcome } from '#app/domain/questions/types/verdict.ts';
import { CheckIcon, MinusIcon, WarnIcon, WrongIcon } from '#app/ui/icons/icons.tsx';

/** Whether one part was right, as a mark and a word. */
export function PartMark({ outcome }: { readonly outcome: Outcome }) {
  const { t } = useTranslation();
  const Icon = { right: CheckIcon, partial: WarnIcon, wrong: WrongIcon, empty: MinusIcon, 'to-mark': MinusIcon }[
    outcome
  ];
  const tone = {
    right: 'text-ok',
    partial: 'text-warn',
    wrong: 'text-seal',
    empty: 'text-ink-3',
    'to-mark': 'text-ink-3',
  }[outcome];
  return (
    <span className={`inline-flex items-center align-[-0.125em] ${tone}`}>
      <Icon size={16} />
      <span className="sr-only">{t(`lesson.quiz.outcome.${outcome}`)}</span>
    </span>
  );
}

/** What someone typed or an author wrote without a language of its own: Chinese where it holds Chinese. */
export function PlainText({ text }: { readonly text: string }) {
  return /\p{Script=Han}/u.test(text) ? <span lang="zh-CN">{text}</span> : text;
}

/** Part by part: what was answered beside what is right. On a phone each part is a block of its own. */
export function ComparedTable({
  caption,
  rows,
}: {
  readonly caption: string;
  readonly rows: readonly {
    readonly key: string;
    readonly part: ReactNode;
    readonly given: ReactNode | null;
    readonly right: ReactNode;
    readonly outcome: Outcome;
  }[];
}) {
  const { t } = useTranslation();
  return (
    <table className="w-full border-collapse text-14">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="text-left text-13 text-ink-2">
          <th scope="col" className="border-b border-line py-2 pr-3 font-normal">
            {t('question.part')}
          </th>
          <th scope="col" className="border-b border-line px-3 py-2 font-normal">
            {t('lesson.quiz.answer')}
          </th>
          <th scope="col" className="border-b border-line py-2 pl-3 font-normal">
            {t('lesson.quiz.rightChoice')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, part, given, right, outcome }) => (
          <tr key={key} className="align-top">
            <th scope="row" className="border-b border-line py-2 pr-3 text-left font-normal">
              {part}
            </th>
            <td className="border-b border-line px-3 py-2">
              <PartMark outcome={outcome} />{' '}
              {given ?? <span className="text-ink-2">{t('lesson.quiz.outcome.empty')}</span>}
            </td>
            <td className="border-b border-line py-2 pl-3 font-medium">{right}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
