import type { Hundredths } from '#app/domain/kernel/hundredths.ts';
import { weighForm } from './steer-difficulty.ts';

/** A form as the report needs it. */
export type ReportedForm = {
  readonly id: string;
  readonly items: readonly {
    readonly questionId: string;
    readonly competency: string;
    readonly difficulty: number;
    readonly maxMark: Hundredths;
    /** Where the right option stands among those shown, from 0; null where there is not exactly one. */
    readonly keyPlace: number | null;
  }[];
};

export type FormLine = {
  readonly id: string;
  /** Expected share of the form in hundredths of a per cent: 7025 is 70.25 %. */
  readonly expected: number;
  /** The same by competency; a competency that the form does not ask is absent. */
  readonly byCompetency: Readonly<Record<string, number>>;
  /** The most that it has in common with another form of the set; null for a single form. */
  readonly mostShared: number | null;
  /** How many right options stand first, second, … */
  readonly keyPlaces: readonly number[];
};

export type ParallelReport = {
  readonly forms: readonly FormLine[];
  readonly competencies: readonly string[];
  /** Of the forms' expected shares, in hundredths of a per cent. Null without a form. */
  readonly mean: number | null;
  readonly lowest: number | null;
  readonly highest: number | null;
  /** Standard deviation between the forms (population); null under two. */
  readonly spread: number | null;
  /** Over all pairs of forms; null under two. */
  readonly overlap: { readonly most: number; readonly mean: number } | null;
  /** How many questions stand in exactly so many forms, by rising number of forms. */
  readonly exposure: readonly { readonly forms: number; readonly questions: number }[];
  readonly questions: number;
};

/** How alike the forms of a set are, and how unlike. */
export function reportParallel(forms: readonly ReportedForm[]): ParallelReport {
  const competencies = [...new Set(forms.flatMap(({ items }) => items.map(({ competency }) => competency)))].sort();
  const overlap = countOverlap(forms);
  const lines = forms.map((form, i): FormLine => {
    const of = (competency?: string) =>
      form.items.filter((item) => competency === undefined || item.competency === competency);
    return {
      id: form.id,
      expected: shareOf(of()) ?? 0,
      byCompetency: Object.fromEntries(
        competencies.flatMap((competency) => {
          const share = shareOf(of(competency));
          return share === null ? [] : [[competency, share]];
        }),
      ),
      mostShared: forms.length < 2 ? null : (overlap.mostOf[i] ?? 0),
      keyPlaces: countKeyPlaces(form),
    };
  });
  const shares = lines.map(({ expected }) => expected);
  const mean = shares.length === 0 ? null : shares.reduce((sum, each) => sum + each, 0) / shares.length;
  const used = new Map<string, number>();
  for (const { items } of forms)
    for (const { questionId } of items) used.set(questionId, (used.get(questionId) ?? 0) + 1);
  const exposure = new Map<number, number>();
  for (const times of used.values()) exposure.set(times, (exposure.get(times) ?? 0) + 1);
  const pairs = (forms.length * (forms.length - 1)) / 2;
  return {
    forms: lines,
    competencies,
    mean: mean === null ? null : Math.round(mean),
    lowest: shares.length === 0 ? null : Math.min(...shares),
    highest: shares.length === 0 ? null : Math.max(...shares),
    spread:
      mean === null || shares.length < 2
        ? null
        : Math.round(Math.sqrt(shares.reduce((sum, each) => sum + (each - mean) ** 2, 0) / shares.length)),
    overlap: pairs === 0 ? null : { most: Math.max(0, ...overlap.mostOf), mean: overlap.sum / pairs },
    exposure: [...exposure]
      .map(([times, questions]) => ({ forms: times, questions }))
      .sort((a, b) => a.forms - b.forms),
    questions: used.size,
  };
}

/** Expected share in hundredths of a per cent; null of nothing. */
function shareOf(items: ReportedForm['items']): number | null {
  const { weight, marks } = weighForm(items.map(({ difficulty, maxMark }) => ({ difficulty, mark: maxMark })));
  return marks === 0 ? null : Math.round((weight * 100) / marks);
}

function countKeyPlaces({ items }: ReportedForm): number[] {
  const places: number[] = [];
  for (const { keyPlace } of items) {
    if (keyPlace === null) continue;
    while (places.length <= keyPlace) places.push(0);
    places[keyPlace] = (places[keyPlace] ?? 0) + 1;
  }
  return places;
}

/** What pairs of forms have in common, through the questions: two hundred forms are twenty thousand pairs. */
function countOverlap(forms: readonly ReportedForm[]) {
  const holders = new Map<string, number[]>();
  forms.forEach(({ items }, i) => {
    for (const { questionId } of items) {
      const list = holders.get(questionId);
      if (list) list.push(i);
      else holders.set(questionId, [i]);
    }
  });
  const mostOf: number[] = [];
  let sum = 0;
  forms.forEach(({ items }, i) => {
    const shared = new Map<number, number>();
    for (const { questionId } of items) {
      for (const other of holders.get(questionId) ?? [])
        if (other !== i) shared.set(other, (shared.get(other) ?? 0) + 1);
    }
    mostOf.push(Math.max(0, ...shared.values()));
    for (const count of shared.values()) sum += count;
  });
  return { mostOf, sum: sum / 2 };
}
