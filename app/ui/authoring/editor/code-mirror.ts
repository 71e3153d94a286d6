import { autocompletion, type Completion, type CompletionContext, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { yaml, yamlFrontmatter } from '@codemirror/lang-yaml';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import {
  Compartment,
  EditorState,
  type Extension,
  RangeSet,
  StateEffect,
  StateField,
  Transaction,
} from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  dropCursor,
  EditorView,
  GutterMarker,
  gutter,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { LESSON_COMPONENTS } from '#app/domain/courses/lesson-components.ts';
import { listTextChanges, smallestChange } from '#app/domain/kernel/merge-texts.ts';
import { markdownOfHtml } from '../rich-paste/markdown-of-html.ts';
import { richHtmlOf } from '../rich-paste/rich-text.ts';
import type { EditorEvents, EditorHandle, EditorRemark } from './editor-handle.ts';
import { editorColours, editorTheme } from './editor-theme.ts';

export type EditorOptions = {
  readonly parent: HTMLElement;
  readonly text: string;
  readonly cursor: number;
  readonly language: 'mdx' | 'yaml';
  readonly attributes: Record<string, string>;
  readonly readOnly: boolean;
  /** The words of CodeMirror's own panels by their English original. */
  readonly phrases: Record<string, string>;
  readonly events: EditorEvents;
};

/**
 * CodeMirror with the product's colours and words. While an input method composes nothing is dispatched: what was asked
 * for meanwhile (faults, remarks, another text) is done when the composition has ended.
 */
export function startEditor(options: EditorOptions): EditorHandle & { readonly destroy: () => void } {
  const { parent, text, cursor, language, attributes, readOnly, phrases, events } = options;
  const editable = new Compartment();
  const waiting: (() => void)[] = [];
  const isComposing = () => view.composing || view.compositionStarted;
  const whenSettled = (act: () => void) => {
    if (isComposing()) waiting.push(act);
    else act();
  };
  const settle = () => {
    // The browser reports the end before the last input has arrived.
    setTimeout(() => {
      if (isComposing()) return;
      for (const act of waiting.splice(0)) act();
      events.onSettled();
    }, 20);
  };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      selection: { anchor: Math.min(cursor, text.length) },
      extensions: [
        basics(phrases),
        language === 'mdx' ? mdx() : yaml(),
        editable.of(lockOf(readOnly)),
        EditorView.contentAttributes.of({ ...attributes, tabindex: '0', spellcheck: 'false', autocapitalize: 'off' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) events.onChange();
        }),
        EditorView.domEventHandlers({
          compositionend: () => {
            settle();
            return false;
          },
          paste: (event, at) =>
            (language === 'mdx' && takeRichText(event, at, events)) || takeImages(event.clipboardData, events),
          drop: (event, at) => {
            const position = at.posAtCoords({ x: event.clientX, y: event.clientY });
            const taken = takeImages(event.dataTransfer, events);
            if (taken && position !== null) at.dispatch({ selection: { anchor: position } });
            return taken;
          },
          scroll: () => {
            const { from } = view.lineBlockAtHeight(view.scrollDOM.getBoundingClientRect().top - view.documentTop);
            events.onScroll(view.state.doc.lineAt(from).number);
            return false;
          },
        }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    setText: (next) =>
      whenSettled(() => {
        const changes = smallestChange(view.state.doc.toString(), next);
        if (changes) view.dispatch({ changes });
      }),
    takeIn: (next) => {
      const changes = listTextChanges(view.state.doc.toString(), next);
      if (changes.length === 0) return;
      view.dispatch({ changes, annotations: [Transaction.addToHistory.of(false), Transaction.remote.of(true)] });
    },
    cursor: () => view.state.selection.main.head,
    replace: ({ from, to, insert }) => {
      view.dispatch({
        changes: { from, to, insert },
        selection: { anchor: from + insert.length },
        scrollIntoView: true,
        userEvent: 'input.paste',
      });
      view.focus();
    },
    isComposing,
    whenSettled,
    showFaults: (faults) =>
      whenSettled(() => {
        const { doc } = view.state;
        const diagnostics = faults.map(({ line, column, severity, message }) => {
          const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
          const from = Math.min(at.from + Math.max(column, 1) - 1, at.to);
          return { from, to: Math.max(from, at.to), severity, message };
        });
        view.dispatch(setDiagnostics(view.state, diagnostics));
      }),
    showRemarks: (remarks) => whenSettled(() => view.dispatch({ effects: setRemarks.of(remarks) })),
    remarkLine: (id) => {
      let line: number | null = null;
      view.state.field(remarkField).between(0, view.state.doc.length, (from, _, { spec }) => {
        if (spec.id === id) line = view.state.doc.lineAt(from).number;
      });
      return line;
    },
    goTo: (line, column = 1) => {
      const { doc } = view.state;
      const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
      const anchor = Math.min(at.from + column - 1, at.to);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
      view.focus();
    },
    focus: () => view.focus(),
    setReadOnly: (locked) => whenSettled(() => view.dispatch({ effects: editable.reconfigure(lockOf(locked)) })),
    destroy: () => view.destroy(),
  };
}

const lockOf = (readOnly: boolean): Extension => [
  EditorState.readOnly.of(readOnly),
  EditorView.contentAttributes.of(readOnly ? { 'aria-readonly': 'true' } : {}),
];

/** The policy of the document asks for a nonce on style elements; scripts of the page carry the same. */
const nonceOfPage = (): string => document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';

const basics = (phrases: Record<string, string>): Extension => [
  EditorView.cspNonce.of(nonceOfPage()),
  EditorState.phrases.of(phrases),
  indentUnit.of('  '),
  EditorState.tabSize.of(2),
  lineNumbers(),
  remarkField,
  remarkGutter,
  lintGutter(),
  highlightActiveLineGutter(),
  highlightActiveLine(),
  drawSelection(),
  dropCursor(),
  history({ newGroupDelay: 800 }),
  indentOnInput(),
  bracketMatching(),
  search({ top: true }),
  highlightSelectionMatches(),
  EditorView.lineWrapping,
  // Tab sets in; Escape then Tab leaves (CodeMirror's own way out), which the page says in words.
  keymap.of([...completionKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap, indentWithTab]),
  editorTheme,
  editorColours,
];

const mdx = (): Extension => [
  yamlFrontmatter({ content: markdown({ base: markdownLanguage, completeHTMLTags: false }) }),
  autocompletion({ override: [completeComponents], icons: false }),
];

/** Names of components after a less-than sign, with the attributes that they need. */
function completeComponents(context: CompletionContext) {
  const word = context.matchBefore(/<[A-Za-z]*$/);
  if (!word) return null;
  const options: Completion[] = Object.entries(LESSON_COMPONENTS).map(([name, { attributes, children }]) => {
    const needed = Object.entries(attributes).filter(([, { required }]) => required);
    const written = needed.map(([key]) => ` ${key}=""`).join('');
    const apply = children.kind === 'none' ? `<${name}${written} />` : `<${name}${written}>\n\n</${name}>`;
    return { label: `<${name}`, detail: needed.map(([key]) => key).join(' '), apply };
  });
  return { from: word.from, options, validFor: /^<[A-Za-z]*$/ };
}

/** Text of a word processor or a web page goes in as Markdown, in one step that undoes. */
function takeRichText(event: ClipboardEvent, view: EditorView, { onRichText }: EditorEvents): boolean {
  const html = view.state.readOnly ? null : richHtmlOf(event.clipboardData);
  if (html === null) return false;
  const { text, pictures } = markdownOfHtml(html);
  view.dispatch(view.state.replaceSelection(text), { userEvent: 'input.paste', scrollIntoView: true });
  onRichText(pictures);
  return true;
}

function takeImages(data: DataTransfer | null, { onImages }: EditorEvents): boolean {
  const files = [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
  if (files.length === 0) return false;
  onImages(files);
  return true;
}

const setRemarks = StateEffect.define<readonly EditorRemark[]>();

/** Remarks of the review go with their lines while the text around them changes. */
const remarkField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(before, transaction) {
    let remarks = before.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setRemarks)) continue;
      const { doc } = transaction.state;
      remarks = RangeSet.of(
        effect.value.map(({ id, line, text }) =>
          Decoration.line({ id, text, class: 'cm-remark-line' }).range(
            doc.line(Math.min(Math.max(line, 1), doc.lines)).from,
          ),
        ),
        true,
      );
    }
    return remarks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

class RemarkMarker extends GutterMarker {
  constructor(private readonly text: string) {
    super();
  }
  override eq(other: RemarkMarker) {
    return other.text === this.text;
  }
  override toDOM() {
    const mark = document.createElement('span');
    mark.className = 'cm-remark-mark';
    mark.textContent = '▌';
    mark.title = this.text;
    return mark;
  }
}

const remarkGutter = gutter({
  class: 'cm-remark-gutter',
  lineMarker(view, line) {
    const texts: string[] = [];
    view.state.field(remarkField).between(line.from, line.from, (_from, _to, { spec }) => {
      texts.push(String(spec.text));
    });
    return texts.length > 0 ? new RemarkMarker(texts.join('\n')) : null;
  },
  lineMarkerChange: (update) => update.startState.field(remarkField) !== update.state.field(remarkField),
});
