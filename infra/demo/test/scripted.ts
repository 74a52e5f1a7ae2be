// A platform for unit tests: it remembers what is sent and by whom, and answers as the test says.
import type { CommandAnswer, CommandRequest } from '../../import/http.ts';
import type { Acting, ClientAfter } from '../sample-steps.ts';

export type Sent = CommandRequest & { readonly by: Acting };

export interface Script {
  readonly post?: (request: CommandRequest, by: Acting) => Partial<CommandAnswer>;
  /** Answers a query with data of the shape that it asks for. */
  readonly query?: (document: string, variables: Readonly<Record<string, unknown>>, by: Acting) => unknown;
}

/** Clients of a scripted platform, and what they send. */
export const scripted = ({
  post = () => ({}),
  query = () => ({}),
}: Script): { readonly clientAfter: ClientAfter; readonly sent: readonly Sent[] } => {
  const sent: Sent[] = [];
  return {
    sent,
    clientAfter: () => async (by) => ({
      position: () => String(sent.length).padStart(2, '0'),
      query: async (document, variables, shape) => shape.parse(query(document, variables, by)),
      post: async (request) => {
        const answer = post(request, by);
        sent.push({ ...request, by });
        return { appended: true, id: 'run', revision: 0, ...answer };
      },
    }),
  };
};
