/**
 * The most that flows from a source to a sink (Dinic's algorithm): exact, on integers. Networks here have a node per
 * cell and per kind of question, never per question, so that a bank of any size is judged at once.
 */
export type Network = {
  readonly addNode: () => number;
  /** @returns the number of the edge, for `flowOn`. */
  readonly addEdge: (edge: { from: number; to: number; capacity: number }) => number;
  readonly maximise: (ends: { source: number; sink: number }) => number;
  readonly flowOn: (edge: number) => number;
};

export function makeNetwork(): Network {
  const heads: number[][] = [];
  const to: number[] = [];
  const left: number[] = [];

  /** Distances from the source over edges with room; null when the sink is out of reach. */
  const level = (source: number, sink: number): number[] | null => {
    const levels = new Array<number>(heads.length).fill(-1);
    levels[source] = 0;
    const queue = [source];
    for (const node of queue) {
      for (const edge of heads[node] ?? []) {
        const next = to[edge] ?? 0;
        if ((left[edge] ?? 0) <= 0 || levels[next] !== -1) continue;
        levels[next] = (levels[node] ?? 0) + 1;
        queue.push(next);
      }
    }
    return levels[sink] === -1 ? null : levels;
  };

  return {
    addNode: () => heads.push([]) - 1,
    addEdge({ from, to: target, capacity }) {
      const edge = to.length;
      to.push(target, from);
      left.push(capacity, 0);
      heads[from]?.push(edge);
      heads[target]?.push(edge + 1);
      return edge;
    },
    maximise({ source, sink }) {
      let total = 0;
      for (let levels = level(source, sink); levels; levels = level(source, sink)) {
        const next = new Array<number>(heads.length).fill(0);
        const distances = levels;
        const push = (node: number, most: number): number => {
          if (node === sink) return most;
          const edges = heads[node] ?? [];
          for (; (next[node] ?? 0) < edges.length; next[node] = (next[node] ?? 0) + 1) {
            const edge = edges[next[node] ?? 0] ?? 0;
            const target = to[edge] ?? 0;
            const room = left[edge] ?? 0;
            if (room <= 0 || distances[target] !== (distances[node] ?? 0) + 1) continue;
            const pushed = push(target, Math.min(most, room));
            if (pushed === 0) continue;
            left[edge] = room - pushed;
            left[edge ^ 1] = (left[edge ^ 1] ?? 0) + pushed;
            return pushed;
          }
          return 0;
        };
        for (let pushed = push(source, Infinity); pushed > 0; pushed = push(source, Infinity)) total += pushed;
      }
      return total;
    },
    flowOn: (edge) => left[edge ^ 1] ?? 0,
  };
}
