// The examples of an OpenAPI document are requests that work: each is the request of a case, sent as the document has it.
import { describe, expect, it } from 'vitest';
import type { RouteCase, RouteService } from './command-routes.ts';

interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly example?: string;
    readonly schema: { readonly example?: string };
  }[];
  readonly requestBody: {
    readonly content: { readonly 'application/json': { readonly examples?: { readonly accepted: { readonly value: unknown } } } };
  };
  readonly responses: Readonly<Record<string, unknown>>;
}

export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, { readonly post: Operation }>>;
}

/** The request of a case without what is brought about for it. */
interface Written {
  readonly path: string;
  readonly url: string;
  readonly body: unknown;
}

/**
 * Describes the examples of every command route.
 * @param file where the service keeps its examples, one a line; a new case is written there with `npx vitest run -u …`
 */
export const describeExamples = <Service extends RouteService<Officer>, Officer>(options: {
  readonly document: () => Promise<OpenApiDocument>;
  readonly cases: readonly RouteCase<Service, Officer>[];
  readonly makeService: () => Promise<Service>;
  readonly file: string;
}): void => {
  const { cases, makeService, file } = options;
  const written: Written[] = [];

  describe('the example of a command', () => {
    it.each(cases)('POST $path is accepted as the document has it, with a status it names', async ({ path, by, request }) => {
      const document = await options.document();
      const operation = document.paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.post;
      const example = operation?.requestBody.content['application/json'].examples?.accepted.value;
      const params = new Map(operation?.parameters?.map(({ name, example: own, schema }) => [name, own ?? schema.example]));
      const service = await makeService();
      const { url: asked, body } = await request(service);
      written.push({ path, url: asked, body });
      expect(example, `${path} has no example yet: npx vitest run -u with this file, then run it again`).toBeDefined();
      const url = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params.get(name) ?? ''));
      const answer = await service.post(url, example, { as: by });
      expect(answer).toMatchObject({ statusCode: 201 });
      expect(Object.keys(operation?.responses ?? {})).toContain(String(answer.statusCode));
    });

    it('is the request of its case', async () => {
      // Not of a few, where only some tests were asked for: the file holds all.
      expect(written).toHaveLength(cases.length);
      await expect(written.map((each) => `${JSON.stringify(each)}\n`).join('')).toMatchFileSnapshot(file);
    });
  });
};
