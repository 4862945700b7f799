/** Compiles assembly/ into kernels.generated.ts: `npm run kernels`. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const pathOf = (file) => fileURLToPath(new URL(file, import.meta.url));

const flags = [
  ...['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--outFile', 'kernels.wasm'],
  ...['--importMemory', '--initialMemory', '0', '--baseDir', '/'],
];
const fusedFlags = ['--enable', 'relaxed-simd'];
const sharedFlags = ['--sharedMemory', '--maximumMemory', '65536', '--enable', 'threads'];

/** A transform that compiles as it is, and tells what the module exports. */
const exportsReader = (tell) =>
  class {
    afterCompile() {
      const entry = [...this.program.filesByName.values()].find(({ internalName }) =>
        internalName.endsWith('assembly/index'),
      );
      tell(
        Object.fromEntries([...entry.exports].map(([name, { instances }]) => [name, parametersOf(instances.get(''))])),
      );
    }
  };

/** A function's parameters by name: their types, and of structs the fields. */
function parametersOf({ prototype, signature }) {
  const { parameters } = prototype.declaration.signature;
  return Object.fromEntries(
    signature.parameterTypes.map((type, index) => [parameters[index].name.text, fieldsOf(type) ?? type.toString()]),
  );
}

/** The fields of a struct by name, in the order in which they lie in memory, one after the other. */
function fieldsOf({ classReference }) {
  if (!classReference) return undefined;
  const members = [...classReference.members.values()].map(({ instance }) => instance);
  const fields = members.filter((member) => member?.memoryOffset >= 0);
  fields.sort((a, b) => a.memoryOffset - b.memoryOffset);
  return Object.fromEntries(fields.map(({ name, type }) => [name, type.toString()]));
}

async function compile(...more) {
  let binary;
  let signatures;
  const transforms = [exportsReader((found) => (signatures = found))];
  const writeFile = (_, contents) => (binary = contents);
  const { error, stderr } = await asc.main([pathOf('assembly/index.ts'), ...flags, ...more], { writeFile, transforms });
  if (error) throw new Error(`${error.message}\n${stderr}`);
  return { signatures, binary: Buffer.from(binary).toString('base64') };
}

export async function compileKernels() {
  const { signatures, binary: own } = await compile();
  const { binary: shared } = await compile(...sharedFlags);
  const { binary: fusedOwn } = await compile(...fusedFlags);
  const { binary: fusedShared } = await compile(...fusedFlags, ...sharedFlags);
  return { signatures, binaries: { plain: { own, shared }, fused: { own: fusedOwn, shared: fusedShared } } };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { signatures, binaries } = await compileKernels();
  const header = '// Generated from assembly/ by build.mjs: `npm run kernels` writes it anew. Not to be edited.';
  const constants = Object.entries({ signatures, binaries }).map(
    ([name, value]) => `export const ${name} = ${JSON.stringify(value, null, 2)} as const;\n`,
  );
  writeFileSync(pathOf('kernels.generated.ts'), [header, '', ...constants].join('\n'));
}
