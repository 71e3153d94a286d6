import { useTranslation } from 'react-i18next';
import type { StandingClause } from '#app/domain/training/standing.ts';
import { useLocalText } from '#app/ui/components/local-text-view.tsx';
import { withoutEmptyDecimals } from '#app/ui/components/marks.tsx';
import { useTimeFormat } from '#app/ui/components/time.tsx';

/** One sentence that tells where someone stands. */
export function useStandingSentence(clauses: readonly StandingClause[]): string {
  const { t } = useTranslation();
  const textOf = useLocalText();
  const time = useTimeFormat();
  const wordsOf = (clause: StandingClause): string => {
    switch (clause.kind) {
      case 'hours-missing':
        return t('learning.standing.hours-missing', { hours: withoutEmptyDecimals(clause.hours) });
      case 'lessons-left':
        return t('learning.standing.lessons-left', { count: clause.lessons });
      case 'exam-running':
        return t('learning.standing.exam-running', { title: textOf(clause.title) });
      case 'exam-open':
        return t('learning.standing.exam-open', {
          title: textOf(clause.title),
          date: time.instant(clause.until, 'day'),
        });
      case 'exam-ahead':
        return t('learning.standing.exam-ahead', {
          title: textOf(clause.title),
          date: time.instant(clause.from, 'day'),
        });
      case 'hours-complete':
        return t('learning.standing.hours-complete');
      case 'no-course':
        return t('learning.standing.no-course');
      case 'lessons-done':
        return t('learning.standing.lessons-done');
    }
  };
  return keepDates(`${clauses.map(wordsOf).join(t('learning.standing.join'))}${t('learning.standing.end')}`);
}

/** Joins the parts of a Chinese date with word joiners: in a headline it must not break after the year. */
const keepDates = (text: string) => text.replace(/\d(?=[年月日])|[年月](?=\d)/g, '$&\u2060');
