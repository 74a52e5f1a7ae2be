import { env } from 'node:process';
import { eventStoreDbEventStore } from '@yimu/event-store/eventstoredb';
import { GenericContainer, getContainerRuntimeClient, Wait } from 'testcontainers';

/** A server to test against. */
export interface GivenEventStoreDb {
  readonly connectionString: string;
  /** For titles. */
  readonly where: string;
  readonly close: () => Promise<void>;
}

const image = 'eventstore/eventstore:24.10';
/** Long enough to load the image over a slow line. */
const patience = 180_000;

const dockerAnswers = async (): Promise<boolean> => {
  try {
    await getContainerRuntimeClient();
    return true;
  } catch {
    return false;
  }
};

/** Throws once instead of in every test when the server is not there or does not let the user in. */
const reached = async (connectionString: string): Promise<void> => {
  const store = await eventStoreDbEventStore({ connectionString });
  await store.close();
};

/** The server that EVENTSTORE_TEST_URL names, else one in a container, else none. Throws when a container does not start. */
export const givenEventStoreDb = async (): Promise<GivenEventStoreDb | undefined> => {
  const { EVENTSTORE_TEST_URL: connectionString = '' } = env;
  if (connectionString !== '') {
    await reached(connectionString);
    return { connectionString, where: 'EVENTSTORE_TEST_URL', close: async () => undefined };
  }
  if (!(await dockerAnswers())) return undefined;
  const container = await new GenericContainer(image)
    .withEnvironment({ EVENTSTORE_INSECURE: 'true', EVENTSTORE_MEM_DB: 'true', EVENTSTORE_CLUSTER_SIZE: '1' })
    .withExposedPorts(2113)
    .withWaitStrategy(Wait.forHttp('/health/live', 2113).forStatusCodeMatching((code) => code >= 200 && code < 300))
    .withStartupTimeout(patience)
    .start();
  return {
    connectionString: `esdb://${container.getHost()}:${container.getMappedPort(2113)}?tls=false`,
    where: image,
    close: async () => {
      await container.stop();
    },
  };
};
