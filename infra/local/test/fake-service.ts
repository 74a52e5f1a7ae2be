// Stands in for a service: says it is ready, and knows nothing of parents.
import { createServer } from 'node:http';

const { PORT, HOST, FAIL } = process.env;
if (FAIL !== undefined) {
  console.log(FAIL);
  process.exit(3);
}
createServer((_, response) => response.end('ready')).listen(Number(PORT), HOST);
