import { forwardRef, useEffect, useId, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePastedWords } from '../rich-paste/use-pasted-words.ts';
import { type EditorEvents, type EditorHandle, plainHandle } from './editor-handle.ts';
import { useEditorPhrases } from './editor-phrases.ts';

/**
 * A text under edit. A plain text area, which is also the field of the form without script, stands there until
 * CodeMirror has loaded; what was typed into it and where its cursor stood go over. React never writes into either.
 */
export const CodeEditor = forwardRef<
  EditorHandle,
  {
    readonly name: string;
    readonly label: string;
    readonly language: 'mdx' | 'yaml';
    /** The text at the start; later ones go through the handle. */
    readonly initial: string;
    readonly readOnly: boolean;
    readonly events: Partial<Omit<EditorEvents, 'onRichText'>>;
    /** CodeMirror is in place: faults and remarks can be shown. */
    readonly onReady?: () => void;
  }
>(function CodeEditor({ name, label, language, initial, readOnly, events, onReady }, ref) {
  const { t } = useTranslation();
  const phrases = useEditorPhrases();
  const hintId = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const composing = useRef(false);
  const tellPasted = usePastedWords();
  const latest = useRef({ events, onReady, phrases, readOnly, label, tellPasted });
  latest.current = { events, onReady, phrases, readOnly, label, tellPasted };
  const handle = useRef<EditorHandle | null>(null);
  const [state, setState] = useState<'plain' | 'ready' | 'failed'>('plain');

  const current = (): EditorHandle | null => {
    if (handle.current) return handle.current;
    if (!area.current) return null;
    return plainHandle(
      area.current,
      () => composing.current,
      () => latest.current.events.onChange?.(),
    );
  };
  useImperativeHandle(ref, () => forwarding(current, initial));

  useEffect(() => {
    let ended = false;
    let editor: ReturnType<typeof import('./code-mirror.ts').startEditor> | null = null;
    const start = async () => {
      const loaded = await import('./code-mirror.ts').catch(() => null);
      if (ended) return;
      if (!loaded) return setState('failed');
      const plain = area.current;
      if (!plain || !host.current) return;
      // A composition in the text area ends first: taking its element away would swallow the characters.
      if (composing.current) {
        plain.addEventListener('compositionend', () => setTimeout(() => void start(), 20), { once: true });
        return;
      }
      const hadFocus = document.activeElement === plain;
      editor = loaded.startEditor({
        parent: host.current,
        text: plain.value,
        cursor: plain.selectionStart,
        language,
        attributes: {
          'aria-label': latest.current.label,
          ...(latest.current.readOnly ? {} : { 'aria-describedby': hintId }),
          lang: 'zh-CN',
        },
        readOnly: latest.current.readOnly,
        phrases: latest.current.phrases,
        events: {
          onChange: () => latest.current.events.onChange?.(),
          onSettled: () => latest.current.events.onSettled?.(),
          onScroll: (line) => latest.current.events.onScroll?.(line),
          onImages: (files) => latest.current.events.onImages?.(files),
          onRichText: (pictures) => latest.current.tellPasted(pictures),
        },
      });
      handle.current = editor;
      setState('ready');
      if (hadFocus) editor.focus();
      latest.current.onReady?.();
    };
    void start();
    return () => {
      ended = true;
      if (editor && area.current) area.current.value = editor.text();
      handle.current = null;
      editor?.destroy();
    };
  }, [language, hintId]);
  useEffect(() => handle.current?.setReadOnly(readOnly), [readOnly]);

  return (
    <div className="flex h-full min-h-0 flex-col">
      {!readOnly && (
        <p id={hintId} className="sr-only">
          {t('authoring.editor.keys')}
        </p>
      )}
      <p aria-hidden="true" className="hidden px-3 pt-3 text-14 font-semibold noscript:block">
        {label}
      </p>
      <textarea
        ref={area}
        // Once CodeMirror holds the text, this one is old.
        name={state === 'ready' ? undefined : name}
        defaultValue={initial}
        readOnly={readOnly}
        aria-label={label}
        lang="zh-CN"
        spellCheck={false}
        hidden={state === 'ready'}
        onInput={() => events.onChange?.()}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={() => {
          composing.current = false;
          events.onSettled?.();
        }}
        className="min-h-96 w-full flex-1 resize-y bg-surface p-3 font-mono text-16 leading-reading text-ink"
      />
      <div ref={host} hidden={state !== 'ready'} className="min-h-0 flex-1" />
      {state === 'failed' && !readOnly && (
        <p className="border-t border-line p-3 text-14 text-warn">{t('authoring.editor.failed')}</p>
      )}
    </div>
  );
});

/** Always asks whoever holds the text now. */
function forwarding(current: () => EditorHandle | null, initial: string): EditorHandle {
  return {
    text: () => current()?.text() ?? initial,
    setText: (text) => current()?.setText(text),
    takeIn: (text) => current()?.takeIn(text),
    cursor: () => current()?.cursor() ?? 0,
    replace: (change) => current()?.replace(change),
    isComposing: () => current()?.isComposing() ?? false,
    whenSettled: (act) => {
      const holder = current();
      if (holder) holder.whenSettled(act);
      else act();
    },
    showFaults: (faults) => current()?.showFaults(faults),
    showRemarks: (remarks) => current()?.showRemarks(remarks),
    remarkLine: (id) => current()?.remarkLine(id) ?? null,
    goTo: (line, column) => current()?.goTo(line, column),
    focus: () => current()?.focus(),
    setReadOnly: (readOnly) => current()?.setReadOnly(readOnly),
  };
}
