import type { Locator } from '@playwright/test';
import { rightAnswer } from './answers.ts';

/** A text with its placeholders as a pattern: what the page says, whatever the figures are. */
export const pattern = (text: string) =>
  new RegExp(
    text
      .split(/\{\{\w+\}\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.+?'),
  );

/** Answers the question in this fieldset of a page as the files say. */
export async function answerRightly(question: Locator) {
  const options = await question.locator('label:has(input[type=radio], input[type=checkbox])').evaluateAll((labels) =>
    labels.map((label) => ({
      id: (label.querySelector('input') as HTMLInputElement).value,
      text: (label.lastElementChild as HTMLElement).textContent ?? '',
    })),
  );
  const answer = rightAnswer({
    slot: 0,
    type: '',
    prompt: (await question.locator('legend').textContent()) ?? '',
    options,
  });
  if (options.length === 0) await question.locator('input').first().fill(String(answer));
  else
    for (const id of Array.isArray(answer) ? answer : [answer]) await question.locator(`input[value="${id}"]`).check();
}
