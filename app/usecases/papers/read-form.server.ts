import type { FormItem } from '#app/domain/exams/assembly.ts';
import { describeKey } from '#app/domain/exams/paper-key.ts';
import type { Language, LocalText } from '#app/domain/kernel/local-text.ts';
import { ok, type Result, refuse } from '#app/domain/kernel/result.ts';
import { type Actor, can } from '#app/domain/people/actor.ts';
import type { QuestionBody } from '#app/domain/questions/envelope.ts';
import type { Prompt } from '#app/domain/questions/types/question-type.ts';
import { promptOf, reviewOf } from '#app/domain/questions/types/registry.ts';
import { recordAudit } from '#app/usecases/audit/record.server.ts';
import type { Context } from '#app/usecases/context.ts';
import { getPaper } from '#app/usecases/exams/papers.server.ts';
import { findFormOfSet } from '#db/stores/papers.ts';
import { findBlueprint } from './read-form-set.server.ts';

/** A question as its candidate sees it. Nothing here tells a key. */
export type FormQuestion = Prompt & {
  readonly slot: number;
  readonly type: string;
  readonly maxMark: number;
  readonly section: number;
};

export type FormView = {
  readonly id: string;
  readonly setId: string;
  readonly number: number;
  /** How many forms the set has. */
  readonly count: number;
  readonly seed: string;
  readonly drawnAt: number;
  readonly blueprint: {
    readonly code: string;
    readonly number: number;
    readonly title: LocalText;
    readonly tier: number;
    readonly track: string;
    readonly durationMinutes: number;
  };
  readonly sections: readonly {
    readonly title: LocalText | null;
    readonly instructions: LocalText | null;
    readonly durationMinutes: number | null;
    readonly marks: number;
    readonly questions: readonly FormQuestion[];
  }[];
  readonly marks: number;
};

type Named = { readonly code: string; readonly setId: string; readonly number: number };

/** A form of a set as its candidates see it. */
export async function readForm(context: Context, _actor: Actor, named: Named): Promise<Result<FormView, 'not-found'>> {
  const found = await findForm(context, named);
  return found ? ok(found.view) : refuse('not-found');
}

async function findForm(context: Context, { code, setId, number }: Named) {
  const { read } = context.database;
  if (!Number.isSafeInteger(number) || number < 1 || number > 1_000_000) return null;
  const row = await findFormOfSet(read, { setId, number });
  const blueprint = row && (await findBlueprint(read, row.form.blueprintVersionId));
  if (!row || !blueprint || blueprint.code !== code) return null;
  const { body } = blueprint;
  const { items } = await getPaper(context, row.form.id);
  const questions = items.map((item) => showOnForm(item));
  const parts = body.sections ?? [{ title: null }];
  const view: FormView = {
    id: row.form.id,
    setId,
    number,
    count: row.set.count,
    seed: row.form.seed,
    drawnAt: row.set.drawnAt,
    blueprint: {
      code,
      number: blueprint.number,
      title: body.title,
      tier: body.tier,
      track: body.track,
      durationMinutes: body.durationMinutes,
    },
    sections: parts.map((part, i) => {
      const own = questions.filter(({ section }) => section === i);
      return {
        title: part.title,
        instructions: 'instructions' in part ? (part.instructions ?? null) : null,
        durationMinutes: 'durationMinutes' in part ? (part.durationMinutes ?? null) : null,
        marks: own.reduce((sum, { maxMark }) => sum + maxMark, 0),
        questions: own,
      };
    }),
    marks: questions.reduce((sum, { maxMark }) => sum + maxMark, 0),
  };
  return { view, items };
}

function showOnForm({
  slot,
  maxMark,
  section = 0,
  optionOrder,
  question,
}: FormItem & { readonly question: QuestionBody }): FormQuestion {
  const prompt = promptOf(question);
  return {
    ...prompt,
    ...(prompt.options && {
      options: [...prompt.options].sort((a, b) => optionOrder.indexOf(a.id) - optionOrder.indexOf(b.id)),
    }),
    type: question.type,
    slot,
    maxMark,
    section,
  };
}

/** The right answers of a form in its own letters, by slot. */
export type FormKeys = Readonly<Record<number, readonly string[]>>;

/** Reads the keys of a form, which is put on record with who did it. */
export async function readFormKeys(
  context: Context,
  actor: Actor,
  { language, ...named }: Named & { readonly language: Language },
): Promise<Result<{ readonly form: FormView; readonly keys: FormKeys }, 'forbidden' | 'not-found'>> {
  if (!can({ actor, action: 'form.read-key' })) return refuse('forbidden');
  const found = await findForm(context, named);
  if (!found) return refuse('not-found');
  await context.database.transaction((tx) =>
    recordAudit(
      { tx, context, actor },
      {
        stream: 'content',
        action: 'form.read-key',
        subject: { kind: 'form', id: found.view.id },
        detail: { blueprint: named.code, set: named.setId, number: named.number },
      },
    ),
  );
  const bySlot = new Map(found.items.map(({ slot, question }) => [slot, question]));
  const keys = found.view.sections.flatMap(({ questions }) =>
    questions.flatMap((shown) => {
      const question = bySlot.get(shown.slot);
      return question
        ? [[shown.slot, describeKey({ question: shown, key: reviewOf(question).key, language })] as const]
        : [];
    }),
  );
  return ok({ form: found.view, keys: Object.fromEntries(keys) });
}

/** Takes a form for printing, which is put on record. Its keys are another act. */
export async function takeFormForPrint(
  context: Context,
  actor: Actor,
  { what, ...named }: Named & { readonly what: 'paper' | 'sheet' },
): Promise<Result<FormView, 'forbidden' | 'not-found'>> {
  if (!can({ actor, action: 'form.print' })) return refuse('forbidden');
  const found = await findForm(context, named);
  if (!found) return refuse('not-found');
  await context.database.transaction((tx) =>
    recordAudit(
      { tx, context, actor },
      {
        stream: 'content',
        action: 'form.print',
        subject: { kind: 'form', id: found.view.id },
        detail: { blueprint: named.code, set: named.setId, number: named.number, what },
      },
    ),
  );
  return ok(found.view);
}

export type FormComparison = {
  readonly number: number;
  /** The questions that both hold, with their places on either. */
  readonly shared: readonly { readonly slot: number; readonly other: number; readonly prompt: LocalText }[];
};

/** What another form of the same set has in common with this one; null where there is no such form. */
export async function compareForms(
  context: Context,
  { code, setId, number, other }: Named & { readonly other: number },
): Promise<FormComparison | null> {
  const one = await findForm(context, { code, setId, number });
  const two = other === number ? null : await findForm(context, { code, setId, number: other });
  if (!one || !two) return null;
  const places = new Map(two.items.map(({ question, slot }) => [question.id, slot]));
  return {
    number: other,
    shared: one.items.flatMap(({ slot, question }) => {
      const there = places.get(question.id);
      return there === undefined ? [] : [{ slot, other: there, prompt: promptOf(question).prompt }];
    }),
  };
}
