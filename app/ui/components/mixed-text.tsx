import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const RUNS = /(\p{Script=Han}+(?:[\p{Script=Han}，。、；：（）《》“”·\d]*\p{Script=Han})?)/u;

/** A text in which Chinese may occur on an English page, names and examples above all: it is read out as what it is. */
export function MixedText({ text }: { readonly text: string }): ReactNode {
  const { i18n } = useTranslation();
  if (i18n.language === 'zh-CN') return text;
  const pieces = text.split(RUNS);
  if (pieces.length === 1) return text;
  return pieces.map((piece, i) =>
    i % 2 === 0 ? (
      piece
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text never move
      <span key={i} lang="zh-CN">
        {piece}
      </span>
    ),
  );
}

/** The same for whatever stands in a place that mostly takes a text. */
export const mixed = (node: ReactNode): ReactNode => (typeof node === 'string' ? <MixedText text={node} /> : node);
