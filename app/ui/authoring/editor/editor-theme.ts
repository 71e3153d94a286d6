import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** Colours are the page's own, so that the editor follows the theme without being told. */
export const editorTheme = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--surface)', height: '100%', fontSize: '1rem' },
  '&.cm-focused': { outline: '2px solid var(--action)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.75', overscrollBehavior: 'contain' },
  '.cm-content': { caretColor: 'var(--ink)', paddingBlock: '0.75rem', maxWidth: '46em' },
  '.cm-line': { paddingInline: '0.75rem' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--action) 28%, transparent)',
  },
  '.cm-content ::selection': { backgroundColor: 'transparent', color: 'inherit' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--action) 5%, transparent)' },
  '.cm-gutters': {
    backgroundColor: 'var(--sunken)',
    color: 'var(--ink-3)',
    border: 'none',
    borderRight: '1px solid var(--line)',
    fontVariantNumeric: 'tabular-nums',
  },
  '.cm-activeLineGutter': { backgroundColor: 'var(--action-ground)', color: 'var(--ink)' },
  '.cm-remark-line': { backgroundColor: 'var(--warn-ground)' },
  '.cm-remark-gutter': { width: '1.25em', color: 'var(--warn)' },
  '.cm-remark-mark': { cursor: 'default' },
  '.cm-panels': { backgroundColor: 'var(--sunken)', color: 'var(--ink)', borderColor: 'var(--line)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: '0.5rem 2.5rem 0.5rem 0.75rem', fontFamily: 'var(--sans)' },
  '.cm-panel.cm-search label': { fontSize: '0.8125rem', marginRight: '0.75rem' },
  '.cm-panel.cm-search [name=close]': {
    fontSize: '1.25rem',
    minWidth: '2rem',
    minHeight: '2rem',
    color: 'var(--ink-2)',
  },
  '.cm-textfield': {
    backgroundColor: 'var(--surface)',
    border: '1px solid var(--control)',
    borderRadius: '4px',
    fontSize: '0.875rem',
    minHeight: '2rem',
    padding: '0.125rem 0.5rem',
  },
  '.cm-button': {
    backgroundColor: 'var(--surface)',
    backgroundImage: 'none',
    border: '1px solid var(--control)',
    borderRadius: '4px',
    fontSize: '0.8125rem',
    minHeight: '2rem',
    padding: '0.125rem 0.75rem',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--warn-ground)', outline: '1px solid var(--warn)' },
  '.cm-searchMatch-selected': { backgroundColor: 'color-mix(in srgb, var(--warn) 35%, transparent)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--surface)',
    border: '1px solid var(--line)',
    borderRadius: '4px',
    boxShadow: 'var(--float)',
    fontFamily: 'var(--sans)',
    fontSize: '0.875rem',
    maxWidth: 'min(30rem, 90vw)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.25rem 0.5rem', lineHeight: '1.5' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--action)', color: 'var(--on-action)' },
  '.cm-diagnostic': { padding: '0.25rem 0.5rem', whiteSpace: 'pre-wrap' },
  '.cm-diagnostic-error': { borderLeft: '4px solid var(--seal)' },
  '.cm-diagnostic-warning': { borderLeft: '4px solid var(--warn)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--seal) 1px',
    textUnderlineOffset: '0.3em',
  },
  '.cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--warn) 1px',
    textUnderlineOffset: '0.3em',
  },
});

export const editorColours = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.heading, fontWeight: '600', color: 'var(--ink)' },
    { tag: tags.strong, fontWeight: '600' },
    { tag: tags.emphasis, fontStyle: 'italic' },
    { tag: [tags.link, tags.url], color: 'var(--action)' },
    { tag: [tags.processingInstruction, tags.contentSeparator, tags.meta, tags.punctuation], color: 'var(--ink-3)' },
    { tag: [tags.tagName, tags.angleBracket], color: 'var(--chart-4)' },
    { tag: [tags.attributeName, tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--chart-6)' },
    { tag: [tags.attributeValue, tags.string, tags.special(tags.string)], color: 'var(--chart-3)' },
    { tag: [tags.monospace, tags.literal, tags.number, tags.bool, tags.null], color: 'var(--chart-2)' },
    { tag: [tags.comment, tags.quote], color: 'var(--ink-2)' },
    { tag: tags.invalid, color: 'var(--seal)' },
  ]),
);
