import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { serverWords } from '#app/ui/words/all.ts';
import { makeTranslator, TranslatorProvider } from '#app/ui/words/translator.tsx';
import { Field } from './field.tsx';
import { TextInput } from './inputs.tsx';

const render = (element: React.ReactElement) =>
  renderToStaticMarkup(
    <TranslatorProvider translator={makeTranslator({ language: 'zh-CN', words: serverWords('zh-CN') })}>
      {element}
    </TranslatorProvider>,
  );

test('a control is named by its label and described by its hint and its error', () => {
  const html = render(
    <Field id="name" label="L" hint="H" error="E" required>
      <TextInput name="name" />
    </Field>,
  );
  expect(html).toContain('<label for="name"');
  expect(html).toMatch(/<input[^>]*id="name"/);
  expect(html).toMatch(/<input[^>]*aria-describedby="name-hint name-error"/);
  expect(html).toMatch(/<input[^>]*aria-invalid="true"/);
  expect(html).toMatch(/<input[^>]*required=""/);
  expect(html).toMatch(/<p id="name-error"/);
});

test('a control in order is not marked invalid and points at nothing that is not there', () => {
  const html = render(
    <Field id="name" label="L">
      <TextInput name="name" />
    </Field>,
  );
  expect(html).not.toMatch(/<input[^>]* (aria-invalid|aria-describedby|required)=/);
});
