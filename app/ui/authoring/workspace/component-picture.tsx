/** What a component looks like in a lesson, in a few strokes. */
const STROKES: Readonly<Record<string, string>> = {
  Figure: 'M4 4h32v16H4zM8 16l7-7 6 6 4-4 7 7M12 25h16',
  Process: 'M3 9h9v10H3zM16 9h9v10h-9zM29 9h8v10h-8zM12 14h4M25 14h4',
  Timeline: 'M4 8h32M9 5v6M20 5v6M31 5v6M6 16h7M17 16h7M28 16h7M6 20h5M17 20h6M28 20h5',
  Layers: 'M6 4h28v5H6zM6 12h28v5H6zM6 20h28v5H6z',
  Relations: 'M16 10h8v8h-8zM3 4h8v6H3zM3 18h8v6H3zM29 4h8v6h-8zM29 18h8v6h-8zM11 7l5 5M11 21l5-5M29 7l-5 5M29 21l-5-5',
  Bars: 'M6 5h24v4H6zM6 12h14v4H6zM6 19h28v4H6z',
  Compare: 'M4 5h32v18H4zM4 11h32M4 17h32M15 5v18M25 5v18',
  Steps: 'M8 4.5v5M6.5 5.5L8 4.500M14 7h20M6.500 13h3l-3 4h3M14 15h20M6.500 21h3l-1.500 1.500 1.500 1.500h-3M14 23h14',
  Callout: 'M5 4v20M10 7h12M10 13h24M10 18h20',
  KeyTerm: 'M5 6h12M5 8.500h12M9 14h26M9 19h20',
  Case: 'M4 5h32v18H4zM8 9h10M8 14h24M8 18h20',
  Mistakes: 'M5 6l4 4M9 6l-4 4M13 8h20M5 16l4 4M9 16l-4 4M13 18h16',
  Quiz: 'M10 8a2 2 0 1 1-4 0a2 2 0 1 1 4 0M14 8h20M10 14a2 2 0 1 1-4 0a2 2 0 1 1 4 0M14 14h16M10 20a2 2 0 1 1-4 0a2 2 0 1 1 4 0M14 20h18',
  Reading: 'M6 5h6v18H6zM14 5h6v18h-6zM23 6l5-1 4 17-5 1z',
  Image: 'M4 4h32v20H4zM8 20l8-9 6 6 4-4 7 7M28 9.500a2 2 0 1 1-4 0a2 2 0 1 1 4 0',
};

export function ComponentPicture({ name }: { readonly name: string }) {
  return (
    <svg viewBox="0 0 40 28" width={48} height={34} aria-hidden="true" className="shrink-0 text-ink-2">
      <path d={STROKES[name] ?? ''} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  );
}
