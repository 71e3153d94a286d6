import { describeApi } from '#app/platform/http/openapi.server.ts';
import { publicLoader } from '#app/platform/http/page.server.ts';

export const loader = publicLoader(async ({ context }) => Response.json(describeApi(context)));
