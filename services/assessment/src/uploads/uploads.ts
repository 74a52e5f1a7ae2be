// The routes on which files come in.
import type { CommandDependencies, CommandRoute } from '@yimu/server';
import type { FastifyPluginAsync } from 'fastify';
import { submissionRoutes } from '../routes/submissions.ts';
import { addFigureUploads } from './figure-uploads.ts';
import { addFormUploads } from './form-uploads.ts';

/** Milliseconds that a request may take to arrive: 64 MiB over a line of 2 Mbit/s. */
const arrivesWithin = 300_000;

/** A row, or a form, is given to the route that takes it alone. */
const routeOf = (command: CommandRoute['command']): CommandRoute => {
  const route = submissionRoutes.find((each) => each.command === command);
  if (route === undefined) throw new Error(`no route gives the command ${command}`);
  return route;
};

/** A fastify plugin with the routes. It lets requests of this server take longer to arrive than other services do. */
export const uploads =
  (dependencies: CommandDependencies): FastifyPluginAsync =>
  async (app) => {
    app.server.requestTimeout = arrivesWithin;
    // Within this plugin only: a body is no JSON here, and is not read before the handler does.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    addFigureUploads(app, dependencies, routeOf('SupplyFigures'));
    addFormUploads(app, dependencies, routeOf('SubmitForm'));
  };
