import type { Depth } from '#app/domain/standard/depth.ts';

/** From the shallowest; written out, since the schema of depths would bring its library into the page. */
export const DEPTH_CHOICES = ['remember', 'understand', 'apply', 'analyse'] as const satisfies readonly Depth[];
