// Runs before anything else, also on versions of Node that cannot read the rest.
const NEEDED = [24, 2];
const EXIT_NODE_TOO_OLD = 6;

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  process.stderr.write(
    `Counterfoil needs Node ${NEEDED.join('.')} or newer, and this is ${process.versions.node}. ` +
      `Run "npm ci", which brings one on Linux and Windows, or install a newer Node; then "npm start".\n`,
  );
  process.exit(EXIT_NODE_TOO_OLD);
}
