import { z } from 'zod';

/** 了解, 理解, 应用, 分析: how far a knowledge point goes, from shallow to deep. */
export const DEPTHS = ['remember', 'understand', 'apply', 'analyse'] as const;
export type Depth = (typeof DEPTHS)[number];
export const depth = z.enum(DEPTHS);

/** 0 for the shallowest. */
export const depthRank = (value: Depth): number => DEPTHS.indexOf(value);

/** Whether teaching or asking at `reached` satisfies a demand for `demanded`: the same depth or a deeper one does. */
export const isDeepEnough = ({ reached, demanded }: { reached: Depth; demanded: Depth }): boolean =>
  depthRank(reached) >= depthRank(demanded);

/** The deepest of several; null of none. */
export function deepest(depths: Iterable<Depth>): Depth | null {
  let found: Depth | null = null;
  for (const each of depths) if (found === null || depthRank(each) > depthRank(found)) found = each;
  return found;
}
