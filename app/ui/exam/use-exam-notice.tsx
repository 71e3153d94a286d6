import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, LinkButton } from '#app/ui/components/button.tsx';
import type { Tone } from '#app/ui/components/status.tsx';
import type { AnswerQueue, QueueView } from './answer-queue.ts';

export type ExamNotice = { readonly tone: Tone; readonly text: ReactNode; readonly action?: ReactNode };

/** One calm line across the page: what happened, what it means for the answers, what to do. Nothing when all is well. */
export function useExamNotice({
  queue,
  view: { connection, waiting },
  over,
  attemptId,
}: {
  queue: AnswerQueue | null;
  view: QueueView;
  over: boolean;
  attemptId: string;
}): ExamNotice | undefined {
  const { t } = useTranslation();
  const [taking, setTaking] = useState<'idle' | 'asking' | 'held'>('idle');
  const takeBack = async () => {
    setTaking('asking');
    setTaking((await queue?.resume()) === 'taken-over' ? 'held' : 'idle');
  };
  if (over)
    return {
      tone: 'warn',
      text: t(connection !== 'ok' && waiting > 0 ? 'exam.page.notice.overUnsent' : 'exam.page.notice.over'),
    };
  switch (connection) {
    case 'retrying':
      return { tone: 'warn', text: t('exam.page.notice.offline') };
    case 'signed-out':
      return {
        tone: 'warn',
        text: t('exam.page.notice.signedOut'),
        action: (
          <div className="flex flex-wrap items-center gap-4">
            <Link to={`/login?next=${encodeURIComponent(`/attempts/${attemptId}`)}`} target="_blank" className="link">
              {t('exam.page.notice.signIn')}
            </Link>
            <Button type="button" size="small" onClick={() => queue?.retry()}>
              {t('exam.page.notice.goOn')}
            </Button>
          </div>
        ),
      };
    case 'taken-over':
      return {
        tone: 'seal',
        text: t(taking === 'held' ? 'exam.page.notice.stillHeld' : 'exam.page.notice.takenOver'),
        action: (
          <Button type="button" size="small" pending={taking === 'asking'} onClick={() => void takeBack()}>
            {t('exam.page.notice.takeBack')}
          </Button>
        ),
      };
    case 'gone':
      return {
        tone: 'seal',
        text: t('exam.page.notice.gone'),
        action: (
          <LinkButton to="/exams" size="small">
            {t('exam.page.notice.toExams')}
          </LinkButton>
        ),
      };
    default:
      return undefined;
  }
}
