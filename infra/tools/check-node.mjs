// Says which Node runs this, and stops an older one with a sentence instead of a syntax error. Plain JavaScript of long ago on
// purpose: an old Node must be able to read it. Used as `node --import ./infra/tools/check-node.mjs …` and run by itself.
const wanted = [24, 12];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  console.error(
    `This is Node ${process.versions.node} (${process.execPath}), Yimu needs ${wanted.join('.')} or newer: run npm ci, which brings one, and then use the npm scripts (npm start, npm run demo, npm test), which find it.`,
  );
  process.exit(1);
}
console.error(`Node ${process.versions.node}`);
