/** A split makes at most so many parts at once. */
export const SPLIT_PARTS = 20;

/** One receiving unit as it was entered: the code of one that exists, or code, name and place of a new one. */
export type SplitPart = {
  readonly code: string;
  readonly name: string;
  readonly parent: string;
  /** Employee numbers as pasted or chosen: by lines, spaces or commas. */
  readonly people: string;
};

/** A split while it is being planned. Parts are counted from 0. */
export type SplitDraft = {
  readonly parts: readonly SplitPart[];
  /** Units directly below → the part they go to; one not named stays. */
  readonly below: Readonly<Record<string, number>>;
  /** Where everyone else goes; null is nowhere, and the unit goes on. */
  readonly rest: number | null;
};

/** What is wrong with one employee number of a part's list. Lines are counted from 1. */
export type SplitLineFault = {
  readonly part: number;
  readonly line: number;
  readonly employeeNo: string;
  readonly fault:
    | { readonly kind: 'twice'; readonly other: number }
    /** Nobody in the unit has the number on the day. */
    | { readonly kind: 'unknown' }
    /** Whoever begins in the unit on the very day simply begins elsewhere: nobody has two postings a day. */
    | { readonly kind: 'begins' };
};

const EMPTY_PART: SplitPart = { code: '', name: '', parent: '', people: '' };

/** What a split starts from: two parts, everyone else stays. */
export const startSplit = (parent: string): SplitDraft => ({
  parts: [
    { ...EMPTY_PART, parent },
    { ...EMPTY_PART, parent },
  ],
  below: {},
  rest: null,
});

const SEPARATORS = /[\s,，、;；]+/;
const entriesOf = (text: string) =>
  text
    .normalize('NFKC')
    .split(SEPARATORS)
    .filter((each) => each !== '');

/** Employee numbers or codes as people paste them: by lines, spaces or commas; each once. */
export const listEntries = (text: string): string[] => [...new Set(entriesOf(text))];

/** How many different employee numbers each part has. */
export const countParts = (texts: readonly string[]): number[] => texts.map((text) => listEntries(text).length);

/** Who goes to which part by the lists; a number that a part before has already is at fault and stays there. */
export function readSplitLists(parts: readonly Pick<SplitPart, 'people'>[]): {
  readonly people: ReadonlyMap<string, number>;
  readonly lines: readonly { readonly part: number; readonly line: number; readonly employeeNo: string }[];
  readonly faults: readonly SplitLineFault[];
} {
  const people = new Map<string, number>();
  const lines: { part: number; line: number; employeeNo: string }[] = [];
  const faults: SplitLineFault[] = [];
  parts.forEach(({ people: text }, part) => {
    text.split('\n').forEach((row, i) => {
      for (const employeeNo of entriesOf(row)) {
        const at = { part, line: i + 1, employeeNo };
        const other = people.get(employeeNo);
        if (other === undefined) {
          people.set(employeeNo, part);
          lines.push(at);
        } else if (other !== part) faults.push({ ...at, fault: { kind: 'twice', other } });
      }
    });
  });
  return { people, lines, faults };
}

/**
 * Everything that is wrong with the lists, by part and line.
 * @param held employee numbers of the unit on the day of the split → the day since when they are in it.
 */
export function findLineFaults(
  parts: readonly Pick<SplitPart, 'people'>[],
  { held, day }: { held: ReadonlyMap<string, string>; day: string },
): SplitLineFault[] {
  const { lines, faults } = readSplitLists(parts);
  const strange = lines.flatMap((at): SplitLineFault[] => {
    const since = held.get(at.employeeNo);
    if (since === undefined) return [{ ...at, fault: { kind: 'unknown' } }];
    return since >= day ? [{ ...at, fault: { kind: 'begins' } }] : [];
  });
  return [...faults, ...strange].sort((a, b) => a.part - b.part || a.line - b.line);
}

/** One part more, below the same unit as the first; beyond the most there is none. */
export function addPart(draft: SplitDraft, parent: string): SplitDraft {
  if (draft.parts.length >= SPLIT_PARTS) return draft;
  return { ...draft, parts: [...draft.parts, { ...EMPTY_PART, parent }] };
}

/** One part less: its people and units belong to nobody again, later parts move up. The last one cannot go. */
export function removePart(draft: SplitDraft, part: number): SplitDraft {
  if (draft.parts.length <= 1 || !(part in draft.parts)) return draft;
  const moved = (n: number) => (n > part ? n - 1 : n);
  return {
    parts: draft.parts.filter((_, i) => i !== part),
    below: Object.fromEntries(
      Object.entries(draft.below).flatMap(([id, to]) => (to === part ? [] : [[id, moved(to)]])),
    ),
    rest: draft.rest === null || draft.rest === part ? null : moved(draft.rest),
  };
}

/** What `removePart` takes away, so that it can be put back. */
export type RemovedPart = {
  readonly part: number;
  readonly content: SplitPart;
  /** The units below that went to it. */
  readonly below: readonly string[];
  /** Whether everyone else went to it. */
  readonly rest: boolean;
};

/** A part with all that points at it; null where there is none. */
export function describePart({ parts, below, rest }: SplitDraft, part: number): RemovedPart | null {
  const content = parts[part];
  if (!content) return null;
  const units = Object.entries(below).flatMap(([id, to]) => (to === part ? [id] : []));
  return { part, content, below: units, rest: rest === part };
}

/**
 * A removed part in its old place, later ones moving down again; what was entered since then stays. Units below and
 * everyone else go back to it unless they were given another place meanwhile. Beyond the most there is none.
 */
export function restorePart(draft: SplitDraft, { part, content, below, rest }: RemovedPart): SplitDraft {
  if (draft.parts.length >= SPLIT_PARTS || part < 0 || part > draft.parts.length) return draft;
  const moved = (n: number) => (n >= part ? n + 1 : n);
  const kept = Object.fromEntries(Object.entries(draft.below).map(([id, to]) => [id, moved(to)]));
  const back = Object.fromEntries(below.filter((id) => !(id in kept)).map((id) => [id, part]));
  return {
    parts: [...draft.parts.slice(0, part), content, ...draft.parts.slice(part)],
    below: { ...kept, ...back },
    rest: draft.rest !== null ? moved(draft.rest) : rest ? part : null,
  };
}

/**
 * Puts people into a part, out of any other that they were in; null takes them out of all. What else was typed stays as
 * it was typed, faults included.
 */
export function putPeople(draft: SplitDraft, employeeNos: readonly string[], to: number | null): SplitDraft {
  const leaving = new Set(employeeNos);
  return {
    ...draft,
    parts: draft.parts.map((part, i) => {
      if (i !== to) return { ...part, people: withoutEntries(part.people, leaving) };
      const there = new Set(entriesOf(part.people));
      const added = [...leaving].filter((each) => !there.has(each));
      return { ...part, people: [...(part.people.trim() === '' ? [] : [part.people.trimEnd()]), ...added].join('\n') };
    }),
  };
}

function withoutEntries(text: string, leaving: ReadonlySet<string>): string {
  return text
    .split('\n')
    .flatMap((line) => {
      const entries = entriesOf(line);
      const kept = entries.filter((each) => !leaving.has(each));
      if (kept.length === entries.length) return [line];
      return kept.length === 0 ? [] : [kept.join(' ')];
    })
    .join('\n');
}

/** Whom of a page is ticked now, with those ticked on other pages before. */
export function carryTicks({
  before,
  shown,
  ticked,
}: {
  readonly before: readonly string[];
  /** Everyone on the page whose ticks are told. */
  readonly shown: readonly string[];
  readonly ticked: readonly string[];
}): string[] {
  return [...new Set([...before.filter((each) => !shown.includes(each)), ...ticked])];
}
