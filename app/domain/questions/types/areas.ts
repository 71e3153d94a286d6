import type { Hundredths } from '#app/domain/kernel/hundredths.ts';

/** A point of an image, in its own pixels from the top left corner; fractions are allowed (a zoomed click has them). */
export type Point = { readonly x: number; readonly y: number };

type Worth = { readonly credit?: Hundredths | undefined };
export type Area = Worth &
  (
    | {
        readonly shape: 'rect';
        readonly left: number;
        readonly top: number;
        readonly right: number;
        readonly bottom: number;
      }
    | { readonly shape: 'circle'; readonly x: number; readonly y: number; readonly radius: number }
    | {
        readonly shape: 'ellipse';
        readonly x: number;
        readonly y: number;
        readonly radiusX: number;
        readonly radiusY: number;
      }
    | { readonly shape: 'polygon'; readonly points: readonly Point[] }
  );

export const creditOf = (each: Area): number => each.credit ?? 100;

/** Whether a point lies within an area; its edge belongs to it. */
export function isInside(area: Area, { x, y }: Point): boolean {
  switch (area.shape) {
    case 'rect':
      return x >= area.left && x <= area.right && y >= area.top && y <= area.bottom;
    case 'circle':
      return (x - area.x) ** 2 + (y - area.y) ** 2 <= area.radius ** 2;
    case 'ellipse':
      return ((x - area.x) / area.radiusX) ** 2 + ((y - area.y) / area.radiusY) ** 2 <= 1;
    case 'polygon':
      return isInPolygon(area.points, { x, y });
  }
}

/** Even-odd rule, with the edges themselves inside. */
function isInPolygon(points: readonly Point[], { x, y }: Point): boolean {
  let inside = false;
  for (let i = 0; i < points.length; i += 1) {
    const a = points[i] as Point;
    const b = points[(i + points.length - 1) % points.length] as Point;
    const cross = (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
    const within =
      x >= Math.min(a.x, b.x) && x <= Math.max(a.x, b.x) && y >= Math.min(a.y, b.y) && y <= Math.max(a.y, b.y);
    if (cross === 0 && within) return true;
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

/** Whether an area reaches into an image of this size at all. */
export function isOnImage(area: Area, { width, height }: { width: number; height: number }): boolean {
  switch (area.shape) {
    case 'rect':
      return area.right <= width && area.bottom <= height;
    case 'polygon':
      return area.points.every(({ x, y }) => x <= width && y <= height);
    default:
      return area.x <= width && area.y <= height;
  }
}

/** A point of whole pixels that lies in this area and in none of `others`; null where there is none. */
export function pointInside(area: Area, others: readonly Area[]): Point | null {
  const box = boxOf(area);
  const steps = 24;
  // From the middle outwards: what people would click.
  const order = [...Array(steps + 1).keys()].sort((a, b) => Math.abs(a - steps / 2) - Math.abs(b - steps / 2));
  for (const i of order) {
    for (const j of order) {
      const point = {
        x: Math.round(box.left + ((box.right - box.left) * i) / steps),
        y: Math.round(box.top + ((box.bottom - box.top) * j) / steps),
      };
      if (point.x >= 0 && point.y >= 0 && isInside(area, point) && !others.some((other) => isInside(other, point)))
        return point;
    }
  }
  return null;
}

function boxOf(area: Area): { left: number; top: number; right: number; bottom: number } {
  if (area.shape === 'rect') return area;
  if (area.shape === 'polygon') {
    const xs = area.points.map(({ x }) => x);
    const ys = area.points.map(({ y }) => y);
    return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  }
  const [rx, ry] = area.shape === 'circle' ? [area.radius, area.radius] : [area.radiusX, area.radiusY];
  return { left: area.x - rx, right: area.x + rx, top: area.y - ry, bottom: area.y + ry };
}
