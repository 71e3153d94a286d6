import type { ReactNode } from 'react';
import { Bar, Bars, Event, Layer, Layers, Link, Process, Relations, Stage, Timeline } from './drawings.tsx';
import { Figure } from './figure.tsx';
import { Callout, Case, KeyTerm, Mistakes, Reading, Source, Step, Steps } from './passages.tsx';
import { Anchor, Compare, Heading2, Heading3, Heading4, Picture, ScrollTable } from './prose.tsx';
import { Quiz } from './quiz-slot.ts';
import './lesson.css';

/** Everything that a lesson's author may write: pass it as `components` to the compiled lesson, inside a LessonBody. */
export const lessonComponents = {
  Figure,
  Process,
  Stage,
  Timeline,
  Event,
  Layers,
  Layer,
  Relations,
  Link,
  Bars,
  Bar,
  Compare,
  Steps,
  Step,
  Callout,
  KeyTerm,
  Case,
  Mistakes,
  Quiz,
  Reading,
  Source,
  h2: Heading2,
  h3: Heading3,
  h4: Heading4,
  a: Anchor,
  img: Picture,
  table: ScrollTable,
};

/** The frame in which a lesson is set: its measure, its numbering of figures, its language. */
export function LessonBody({ lang = 'zh-CN', children }: { lang?: string; children: ReactNode }) {
  return (
    <div className="lesson" lang={lang}>
      <div className="lesson-column">{children}</div>
    </div>
  );
}
