import { z } from 'zod';
import type { ApiCall } from './api.server.ts';
import * as appraisal from './calls/appraisal.server.ts';
import * as exams from './calls/exams.server.ts';

type AnyCall = ApiCall<z.ZodType, z.ZodType>;

const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
};

/** OpenAPI 3.1 of every call, from the schemas that the calls are served by. */
export function describeApi({ publicUrl }: { publicUrl: string }): object {
  const calls = [...Object.values(exams), ...Object.values(appraisal)] as unknown as AnyCall[];
  const paths: Record<string, Record<string, object>> = {};
  for (const call of calls) {
    paths[call.path] = { ...paths[call.path], [call.method.toLowerCase()]: describeCall(call) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Xunkao', version: '1' },
    servers: [{ url: publicUrl }],
    security: [{ bearer: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'xk_session',
          description: 'a write also needs an Origin of this server',
        },
      },
      schemas: {
        Problem: {
          type: 'object',
          description: 'RFC 9457; `code` is stable',
          required: ['type', 'title', 'status', 'code'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            code: { type: 'string' },
          },
        },
      },
    },
  };
}

function describeCall({ method, path, summary, may, body, query, response }: AnyCall): object {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const { properties = {}, required = [] } = schemaOf(query, 'input') as {
    properties?: Record<string, object>;
    required?: string[];
  };
  const inQuery = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
  const content =
    typeof response === 'string'
      ? { [response]: {} }
      : { 'application/json': { schema: schemaOf(response, 'output') } };
  return {
    summary,
    'x-action': may,
    parameters: [...inPath, ...inQuery],
    ...(method === 'GET'
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } } }),
    responses: {
      200: { description: 'done', content },
      default: {
        description: 'refused',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}
