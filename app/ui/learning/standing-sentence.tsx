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

const JOINER = '\u2060';

/** Keeps a number with its unit, and the parts of a Chinese date together: a headline must not break after the year. */
const keepDates = (text: string) =>
  text.replace(/\d(?=\p{Script=Han})/gu, `$&${JOINER}`).replace(/\d\u2060\p{Script=Han}(?=\d)/gu, `$&${JOINER}`);
