// The projections of the service, but for parcels, whose entry nobody can fold.
import type { Projection } from '../../src/engine/projection.ts';
import { projections as real } from '../../src/projections/index.ts';

export const projections = real.map(
  (projection): Projection => ({
    ...projection,
    evolve: (state, event) => {
      if (event.type === 'ParcelEntered') throw new TypeError('cannot read the area of undefined');
      return projection.evolve(state, event);
    },
  }),
);
