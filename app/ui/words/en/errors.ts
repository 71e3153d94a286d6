import type { Words } from '../zh-CN/index.ts';

export const errors: Words['errors'] = {
  notFoundTitle: 'This page was not found',
  notFoundText: 'The address may have changed, or the page is not open to you. Please start again from the navigation.',
  forbiddenTitle: 'You are not permitted to open this page',
  forbiddenText:
    'It is open to certain posts only, and your present roles do not include one. If your work needs it, ask the security administrator of your unit.',
  brokenTitle: 'This page cannot be shown right now',
  brokenText:
    'Something went wrong on the server and has been recorded. What you saved before is not affected. Reload in a moment; if it happens again, tell the administrator the time at which it did.',
  otherTitle: 'The request was not completed',
  otherText: 'The server did not accept it. Go back and try again; if it happens again, tell the administrator.',
  toHome: 'To the home page',
  reload: 'Reload this page',
  requestId: 'Name this number when you report it:',
  status: 'Status {{status}}',
};
