import { type KeyboardEvent, type MouseEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '#app/domain/kernel/canonical.ts';
import { Button } from '#app/ui/components/button.tsx';
import { useLocalText } from '#app/ui/components/local-text-view.tsx';
import type { Answering } from '../shown-question.ts';

type Point = { readonly x: number; readonly y: number };

const pointsOf = (answer: Json): readonly Point[] => {
  const all = Array.isArray(answer) ? answer : answer === null ? [] : [answer];
  return all.filter(
    (each): each is { x: number; y: number } => typeof each === 'object' && each !== null && 'x' in each,
  );
};

/** How far an arrow key moves a point, as a share of the image's width; with Shift ten times as far. */
const STEP = 0.005;

/**
 * Points set on an image: by clicking or touching; or by keyboard, where each point is a thing of its own that the
 * arrow keys move and Delete takes away. A reader hears where it stands in per cent.
 */
export function HotspotInput({ question: { image, points = 1 }, answer, name, onAnswer }: Answering) {
  const { t } = useTranslation();
  const local = useLocalText();
  const frame = useRef<HTMLDivElement>(null);
  if (!image) return null;
  const set = pointsOf(answer);
  const give = (next: readonly Point[]) =>
    onAnswer(next.length === 0 ? null : points === 1 ? (next[0] ?? null) : [...next]);
  const within = (value: number, to: number) => Math.round(Math.min(to, Math.max(0, value)));
  const focusPoint = (index: number) =>
    requestAnimationFrame(() => frame.current?.querySelectorAll<HTMLButtonElement>('button')[index]?.focus());
  const click = (event: MouseEvent<HTMLImageElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const point = {
      x: within(((event.clientX - box.left) / box.width) * image.width, image.width),
      y: within(((event.clientY - box.top) / box.height) * image.height, image.height),
    };
    // The oldest point gives way once all are set.
    give([...set.slice(set.length >= points ? 1 : 0), point]);
  };
  const add = () => {
    give([...set, { x: Math.round(image.width / 2), y: Math.round(image.height / 2) }]);
    focusPoint(set.length);
  };
  const press = (event: KeyboardEvent, index: number) => {
    const point = set[index];
    if (!point) return;
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      give(set.filter((_, at) => at !== index));
      return;
    }
    const by = image.width * STEP * (event.shiftKey ? 10 : 1);
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-by, 0],
      ArrowRight: [by, 0],
      ArrowUp: [0, -by],
      ArrowDown: [0, by],
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const next = { x: within(point.x + move[0], image.width), y: within(point.y + move[1], image.height) };
    give(set.map((each, at) => (at === index ? next : each)));
  };
  return (
    <div className="mt-4">
      <p className="text-14 text-ink-2">{t('question.pointHint', { count: points })}</p>
      <div ref={frame} className="relative mt-2 inline-block max-w-full">
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the points below are set and moved by keyboard */}
        <img
          src={image.src}
          width={image.width}
          height={image.height}
          alt={local(image.alt)}
          onClick={click}
          draggable={false}
          className="h-auto max-w-full cursor-crosshair rounded-control border border-line"
        />
        {set.map(({ x, y }, index) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: points are told apart by their number only
            key={index}
            type="button"
            aria-label={t('question.point', {
              n: index + 1,
              x: Math.round((x / image.width) * 100),
              y: Math.round((y / image.height) * 100),
            })}
            onKeyDown={(event) => press(event, index)}
            onClick={() => give(set.filter((_, at) => at !== index))}
            style={{ left: `${(x / image.width) * 100}%`, top: `${(y / image.height) * 100}%` }}
            className="absolute flex size-8 -translate-1/2 items-center justify-center rounded-full border-2 border-action bg-action-ground text-13 font-medium text-action opacity-90 outline-2 outline-surface"
          >
            {points === 1 ? '＋' : index + 1}
          </button>
        ))}
      </div>
      {set.map(({ x, y }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: points are told apart by their number only
        <input key={index} type="hidden" name={name} value={`${x},${y}`} />
      ))}
      {set.length < points && (
        <p className="mt-2">
          <Button type="button" tone="secondary" onClick={add}>
            {t('question.addPoint')}
          </Button>
        </p>
      )}
    </div>
  );
}
