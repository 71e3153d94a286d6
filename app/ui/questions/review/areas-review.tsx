import { useTranslation } from 'react-i18next';
import { type Area, isInside, type Point } from '#app/domain/questions/types/areas.ts';
import { useLocalText } from '#app/ui/components/local-text-view.tsx';
import type { Reviewing } from './reviewed-question.ts';

/** The image with the right areas and the points that were set; the same in words below it. */
export function AreasReview({ question: { image }, answer, reviewKey: { areas } }: Reviewing<'areas'>) {
  const { t } = useTranslation();
  const local = useLocalText();
  if (!image) return null;
  const set = (Array.isArray(answer) ? answer : answer === null ? [] : [answer]) as readonly Point[];
  const size = Math.max(image.width, image.height) / 50;
  return (
    <figure>
      <div className="relative inline-block max-w-full">
        <img
          src={image.src}
          width={image.width}
          height={image.height}
          alt={local(image.alt)}
          className="h-auto max-w-full rounded-control border border-line"
        />
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${image.width} ${image.height}`}
          className="absolute inset-0 h-full w-full"
          strokeWidth={size / 4}
        >
          {areas.map((area, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: areas have no other identity
            <g key={index} className="fill-ok/20 stroke-ok">
              <AreaShape area={area} />
            </g>
          ))}
          {set.map(({ x, y }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: points are told apart by their number only
            <circle key={index} cx={x} cy={y} r={size} className="fill-action stroke-surface" />
          ))}
        </svg>
      </div>
      <figcaption className="mt-1 text-14">
        {set.length === 0
          ? t('lesson.quiz.outcome.empty')
          : set
              .map((point, index) =>
                t(areas.some((area) => isInside(area, point)) ? 'question.pointInside' : 'question.pointOutside', {
                  n: index + 1,
                }),
              )
              .join(' ')}
      </figcaption>
    </figure>
  );
}

function AreaShape({ area }: { readonly area: Area }) {
  switch (area.shape) {
    case 'rect':
      return <rect x={area.left} y={area.top} width={area.right - area.left} height={area.bottom - area.top} />;
    case 'circle':
      return <circle cx={area.x} cy={area.y} r={area.radius} />;
    case 'ellipse':
      return <ellipse cx={area.x} cy={area.y} rx={area.radiusX} ry={area.radiusY} />;
    case 'polygon':
      return <polygon points={area.points.map(({ x, y }) => `${x},${y}`).join(' ')} />;
  }
}
