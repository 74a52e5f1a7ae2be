// Starts a platform of tiny services in the folder and on the ports it is given, says what runs, and waits to be killed.
import { startFakePlatform } from './fake-platform.ts';

const [dataDirectory = '', ports = '{}'] = process.argv.slice(2);
const platform = await startFakePlatform({ dataDirectory, ports: JSON.parse(ports) });
console.log(JSON.stringify({ pids: platform.parts.flatMap(({ pid }) => pid ?? []) }));
await platform.failed;
