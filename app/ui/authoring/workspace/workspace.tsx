import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { findTagAt } from '#app/domain/courses/component-text.ts';
import { Button } from '#app/ui/components/button.tsx';
import { classNames } from '#app/ui/components/class-names.ts';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { useAnnounce } from '#app/ui/components/live-region.tsx';
import { Skeleton } from '#app/ui/components/skeleton.tsx';
import { EditIcon, PlusIcon } from '#app/ui/icons/icons.tsx';
import { CodeEditor } from '../editor/code-editor.tsx';
import type { EditorHandle } from '../editor/editor-handle.ts';
import { DraftNotices } from './draft-notices.tsx';
import type { DraftComment, DraftFault, WorkDraft } from './draft-view.ts';
import { Forms } from './lazy-forms.tsx';
import { headingLines, LessonPreview, type PreviewTheme, type PreviewWidth } from './lesson-preview.tsx';
import { MergeView } from './merge-view.tsx';
import { Panels } from './panels.tsx';
import { PreviewTools } from './preview-tools.tsx';
import { SaveForm } from './reading.tsx';
import { SaveLine } from './save-line.tsx';
import { ScrollArea } from './scroll-area.tsx';
import { CommentList, FaultList } from './side-lists.tsx';
import { useDraft } from './use-draft.ts';
import { useLook } from './use-look.ts';
import { usePresence } from './use-presence.ts';
import { type WritingDialog, WritingDialogs } from './writing-dialogs.tsx';

type LeftKey = 'source' | 'head' | 'quiz' | 'quizYaml';
type RightKey = 'preview' | 'faults' | 'comments';

/** A lesson at work: the text in its views at the left; how it looks, what is wrong and what was remarked at the right. */
export function Workspace({ draft, status }: { readonly draft: WorkDraft; readonly status: ReactNode }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const source = useRef<EditorHandle>(null);
  const quiz = useRef<EditorHandle>(null);
  const work = useDraft(draft, source, quiz, ({ savedBy }, how) => {
    // The forms write over the text that they were drawn from: before the next key they must have the new one.
    flushSync(refreshForms);
    looking.changed();
    announce({
      text:
        savedBy.personId === draft.me
          ? t('authoring.merge.ownTab')
          : t(`authoring.merge.${how}`, { name: savedBy.name }),
      tone: 'neutral',
    });
  });
  const looking = useLook(work.calls, work.read, work.isComposing);
  const presence = usePresence(work.calls, (heard) => {
    if (heard.revision > work.revision()) void work.follow();
  });
  const rival = work.merge?.savedBy.personId === draft.me ? null : work.merge?.savedBy.name;
  useEffect(() => {
    if (rival === undefined) return;
    const text = rival === null ? t('authoring.merge.own.open') : t('authoring.merge.open', { name: rival });
    announce({ text, tone: 'neutral' });
  }, [announce, rival, t]);
  const [left, setLeft] = useState<LeftKey>('source');
  const [right, setRight] = useState<RightKey>(
    draft.status === 'returned' && draft.comments.length > 0 ? 'comments' : 'preview',
  );
  const [side, setSide] = useState<'left' | 'right'>('left');
  const [line, setLine] = useState(1);
  const [shown, setShown] = useState(draft.text);
  const [comments, setComments] = useState(draft.comments);
  const [dialog, setDialog] = useState<WritingDialog | null>(null);
  const [width, setWidth] = useState<PreviewWidth>('desktop');
  const [theme, setTheme] = useState<PreviewTheme>('page');
  const locked = !draft.mayEdit || work.offer !== null;
  const { read } = work;
  const refreshForms = useCallback(() => setShown(read()), [read]);
  const lineHeadings = useMemo(() => headingLines(shown.source), [shown.source]);

  const { changed: lookChanged } = looking;
  const { changed: draftChanged, isComposing } = work;
  const onChange = useCallback(() => {
    draftChanged();
    lookChanged();
  }, [draftChanged, lookChanged]);
  const events = useMemo(
    () => ({
      onChange,
      onSettled: onChange,
      onScroll: (at: number) => setLine(at),
      onImages: (files: readonly File[]) => setDialog({ kind: 'image', file: files[0] ?? null }),
    }),
    [onChange],
  );

  // Faults and remarks go into the text's margin once the editor is there.
  const [ready, setReady] = useState(0);
  const faults = looking.state === 'fresh' ? looking.look?.faults : undefined;
  useEffect(() => {
    if (ready === 0 || !faults) return;
    source.current?.showFaults(faults.filter(({ part }) => part === 'source'));
    quiz.current?.showFaults(faults.filter(({ part }) => part === 'quiz'));
    setShown(read());
  }, [ready, faults, read]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an editor that has just loaded is told again
  useEffect(() => {
    const open = comments.filter(({ resolved }) => resolved === null);
    for (const part of ['source', 'quiz'] as const) {
      const handle = part === 'source' ? source.current : quiz.current;
      handle?.showRemarks(
        open
          .filter((comment) => comment.part === part && comment.line !== null)
          .map(({ id, line: at, text, author }) => ({ id, line: at ?? 1, text: `${author.name}: ${text}` })),
      );
    }
  }, [ready, comments]);

  const toText = (part: 'source' | 'quiz', at: number, column?: number) => {
    setLeft(part === 'source' ? 'source' : 'quizYaml');
    setSide('left');
    // The editor is measured once it is on the page.
    requestAnimationFrame(() => (part === 'source' ? source : quiz).current?.goTo(at, column));
  };
  const goToFault = ({ part, line: at, column }: DraftFault) => toText(part, at, column);
  const goToComment = ({ id, part, line: at }: DraftComment) =>
    toText(part, (part === 'source' ? source : quiz).current?.remarkLine(id) ?? at ?? 1);
  const resolve = async (comment: DraftComment, resolved: boolean) => {
    if (!(await work.calls.resolve(comment.id, resolved))) {
      announce({ text: t('authoring.comments.failed'), tone: 'warn' });
      return;
    }
    setComments((all) =>
      all.map((each) =>
        each.id === comment.id
          ? { ...each, resolved: resolved ? { by: { personId: draft.me, name: '' }, at: Date.now() } : null }
          : each,
      ),
    );
  };
  const editTag = () => {
    const handle = source.current;
    if (!handle) return;
    const found = findTagAt(handle.text(), handle.cursor());
    if (found) setDialog({ kind: 'tag', tag: found });
    else announce({ text: t('authoring.insert.noTag'), tone: 'neutral' });
  };
  const changeLeft = (key: LeftKey) => {
    if (isComposing()) return;
    refreshForms();
    setLeft(key);
  };
  const fromForm = (part: 'source' | 'quiz') => (text: string) => {
    (part === 'source' ? source : quiz).current?.setText(text);
    setShown((before) => ({ ...before, [part]: text }));
    onChange();
  };
  const loading = (
    <div className="p-4">
      <Skeleton lines={6} />
    </div>
  );

  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        {status}
        {draft.mayEdit && (
          <SaveLine
            state={work.save}
            onSave={() => void work.saveNow()}
            onChoose={work.merge ? () => setSide('right') : null}
          />
        )}
      </div>
      <DraftNotices
        draft={draft}
        presence={presence}
        offer={work.offer}
        onTake={() => {
          work.takeOffer();
          refreshForms();
          looking.changed();
        }}
        onDrop={work.dropOffer}
      />
      <fieldset className="flex gap-2 lg:hidden noscript:hidden">
        <legend className="sr-only">{t('authoring.views')}</legend>
        {(['left', 'right'] as const).map((each) => (
          <Button
            key={each}
            type="button"
            size="small"
            tone={side === each ? 'primary' : 'secondary'}
            aria-pressed={side === each}
            onClick={() => setSide(each)}
          >
            {t(each === 'right' ? 'authoring.look' : draft.mayEdit ? 'authoring.write' : 'authoring.read')}
          </Button>
        ))}
      </fieldset>
      <SaveForm draft={draft} fields={work.fields}>
        <div
          className={classNames(
            'h-[calc(100dvh-9rem)] lg:h-[calc(100dvh-17rem)] min-h-[30rem] min-w-0 overflow-hidden rounded-panel border border-line bg-surface noscript:h-auto',
            side !== 'left' && 'max-lg:hidden noscript:block',
          )}
        >
          <Panels<LeftKey>
            label={t(draft.mayEdit ? 'authoring.panels.write' : 'authoring.panels.read')}
            current={left}
            onChange={changeLeft}
            tools={
              left === 'source' &&
              !locked && (
                <>
                  <Button
                    type="button"
                    size="small"
                    tone="quiet"
                    icon={<PlusIcon size={16} />}
                    onClick={() => setDialog({ kind: 'insert' })}
                  >
                    {t('authoring.insert.open')}
                  </Button>
                  <Button type="button" size="small" tone="quiet" icon={<EditIcon size={16} />} onClick={editTag}>
                    {t('authoring.insert.editOpen')}
                  </Button>
                </>
              )
            }
            panels={[
              {
                key: 'source',
                label: t('authoring.panels.source'),
                body: (
                  <CodeEditor
                    ref={source}
                    name="source"
                    label={t('authoring.editor.sourceLabel')}
                    language="mdx"
                    initial={draft.text.source}
                    readOnly={locked}
                    events={events}
                    onReady={() => setReady((count) => count + 1)}
                  />
                ),
              },
              {
                key: 'head',
                label: t('authoring.panels.head'),
                body: left === 'head' && (
                  <ScrollArea label={t('authoring.panels.head')}>
                    <Forms.Head
                      fallback={loading}
                      source={shown.source}
                      points={draft.points}
                      readOnly={locked}
                      onChange={fromForm('source')}
                    />
                  </ScrollArea>
                ),
              },
              {
                key: 'quiz',
                label: t('authoring.panels.quiz'),
                body: left === 'quiz' && (
                  <ScrollArea label={t('authoring.panels.quiz')}>
                    <Forms.Quiz
                      fallback={loading}
                      quiz={shown.quiz}
                      source={shown.source}
                      lessonName={draft.code.split('/')[1] ?? 'lesson'}
                      points={draft.points}
                      readOnly={locked}
                      onChange={fromForm('quiz')}
                    />
                  </ScrollArea>
                ),
              },
              {
                key: 'quizYaml',
                label: t('authoring.panels.quizYaml'),
                body: (
                  <CodeEditor
                    ref={quiz}
                    name="quiz"
                    label={t('authoring.editor.quizLabel')}
                    language="yaml"
                    initial={draft.text.quiz}
                    readOnly={locked}
                    events={events}
                    onReady={() => setReady((count) => count + 1)}
                  />
                ),
              },
            ]}
          />
        </div>
        {draft.mayEdit && (
          <noscript>
            <Button tone="primary">{t('authoring.save.now')}</Button>
          </noscript>
        )}
        <div
          className={classNames(
            'h-[calc(100dvh-9rem)] lg:h-[calc(100dvh-17rem)] min-h-[30rem] min-w-0 overflow-hidden rounded-panel border border-line bg-surface noscript:hidden',
            side !== 'right' && 'max-lg:hidden',
          )}
        >
          {work.merge && (
            <ScrollArea label={t('authoring.merge.choose')}>
              <MergeView merge={work.merge} me={draft.me} pending={false} onSave={work.saveMerged} />
              <p className="mt-4 text-14 text-ink-2">{t('authoring.merge.goOn')}</p>
            </ScrollArea>
          )}
          <div className={work.merge ? 'hidden' : 'h-full'}>
            <Panels<RightKey>
              label={t('authoring.panels.look')}
              current={right}
              onChange={setRight}
              tools={
                right === 'preview' && (
                  <PreviewTools width={width} theme={theme} onWidth={setWidth} onTheme={setTheme} />
                )
              }
              panels={[
                {
                  key: 'preview',
                  label: t('authoring.panels.preview'),
                  body: looking.look?.preview ? (
                    <LessonPreview
                      draftId={draft.id}
                      preview={looking.look.preview}
                      width={width}
                      theme={theme}
                      line={line}
                      lineHeadings={lineHeadings}
                    />
                  ) : looking.look ? (
                    <div className="p-4">
                      <EmptyState
                        title={t('authoring.preview.noneTitle')}
                        text={t('authoring.preview.noneText')}
                        action={
                          <Button type="button" onClick={() => setRight('faults')}>
                            {t('authoring.preview.toFaults')}
                          </Button>
                        }
                      />
                    </div>
                  ) : (
                    loading
                  ),
                },
                {
                  key: 'faults',
                  label: t('authoring.panels.faults'),
                  ...(looking.look ? { count: looking.look.faults.length } : {}),
                  body: (
                    <FaultList
                      faults={looking.look?.faults ?? null}
                      state={looking.state}
                      mayEdit={draft.mayEdit}
                      onGo={goToFault}
                      onAgain={() => void looking.again()}
                    />
                  ),
                },
                {
                  key: 'comments',
                  label: t('authoring.panels.comments'),
                  count: comments.filter(({ resolved }) => resolved === null).length,
                  body: (
                    <CommentList
                      comments={comments}
                      onGo={goToComment}
                      onResolve={(comment, resolved) => void resolve(comment, resolved)}
                    />
                  ),
                },
              ]}
            />
          </div>
        </div>
      </SaveForm>
      {draft.mayEdit && (
        <WritingDialogs work={work} source={source} dialog={dialog} onDialog={setDialog} onChange={onChange} />
      )}
    </div>
  );
}
