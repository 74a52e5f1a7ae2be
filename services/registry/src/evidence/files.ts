// The routes on which files of evidence come and go.
import type { FastifyPluginAsync } from 'fastify';
import type { EvidenceDependencies } from './evidence-dependencies.ts';
import { addEvidenceFetching } from './fetching.ts';
import { addEvidenceStoring } from './storing.ts';

/** Milliseconds that a request may take to arrive: 50 MiB over a line of 2 Mbit/s. */
const arrivesWithin = 300_000;

/** A fastify plugin with the routes. It lets requests of this server take longer to arrive than other services do. */
export const evidenceFiles =
  (dependencies: EvidenceDependencies): FastifyPluginAsync =>
  async (app) => {
    app.server.requestTimeout = arrivesWithin;
    // Within this plugin only: a body is no JSON here, and is not read before the handler does.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    addEvidenceStoring(app, dependencies);
    addEvidenceFetching(app, dependencies);
  };
