import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { ContentsHeading, ContentsModule } from './lesson-contents.tsx';
import type { QuizQuestion } from './quiz-form.tsx';
import type { Source } from './source-list.tsx';
import type { StudyStanding } from './study-standing.ts';

type Neighbour = { readonly slug: string; readonly title: LocalText };

/** A lesson as its page gets it. */
export type ReaderLesson = {
  readonly course: {
    readonly code: string;
    readonly title: LocalText;
    readonly enrolled: boolean;
    readonly mayEnrol: boolean;
    readonly modules: readonly ContentsModule[];
  };
  readonly slug: string;
  readonly title: LocalText;
  readonly objectives: readonly {
    readonly text: LocalText;
    readonly depth: 'remember' | 'understand' | 'apply' | 'analyse';
  }[];
  readonly minutes: number;
  readonly checkedOn: string;
  readonly sources: readonly Source[];
  readonly moduleHash: string;
  readonly headings: readonly ContentsHeading[];
  readonly place: { readonly at: number; readonly of: number; readonly module: LocalText };
  readonly previous: Neighbour | null;
  readonly next: Neighbour | null;
  readonly position: number;
  readonly completedYear: number | null;
  readonly changedSince: boolean;
  readonly standing: StudyStanding;
  readonly requiredMinutes: number;
  readonly quiz: {
    readonly questions: readonly QuizQuestion[];
    readonly passPercent: number;
    readonly counts: 'best' | 'first' | 'last';
  };
  readonly hours: { readonly lesson: number; readonly quiz: number };
};
