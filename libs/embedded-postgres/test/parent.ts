// A program that starts PostgreSQL on the folder it is given, says so, and then does nothing until it is killed.
import { startPostgres } from '../src/index.ts';

const [dataDirectory = ''] = process.argv.slice(2);
const server = await startPostgres({ dataDirectory, durable: false });
process.stdout.write(server.url);
await server.exited;
