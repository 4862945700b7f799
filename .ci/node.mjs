/** Which Node runs this: it is read before anything is installed, so without packages. */

const isAtLeast = (version, least) => {
  const different = version.findIndex((number, i) => number !== least[i]);
  return different < 0 || version[different] > least[different];
};

/**
 * What to tell someone whose Node is outside a range, or nothing.
 *
 * @param version such as '20.19.0'
 * @param range such as '^20.19.0 || >=24.0.0': `engines.node` of package.json
 */
export function whyTooOld(version, range) {
  const numbers = version.split('.').map(Number);
  const isWithin = range.split(' || ').some((part) => {
    const least = part.match(/\d+/g).map(Number);
    return isAtLeast(numbers, least) && (part.startsWith('>=') || numbers[0] === least[0]);
  });
  if (isWithin) return undefined;
  return `Espalier needs Node.js ${range}; this is ${version}. Install a newer one from https://nodejs.org.`;
}
