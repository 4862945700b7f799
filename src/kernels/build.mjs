/** Compiles assembly/ into kernels.generated.ts: `npm run kernels`. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const pathOf = (file) => fileURLToPath(new URL(file, import.meta.url));

async function compile(...flags) {
  let binary;
  const { error, stderr } = await asc.main(
    [
      pathOf('assembly/index.ts'),
      '--baseDir',
      '/',
      ...[
        '-O3',
        '--noAssert',
        '--runtime',
        'stub',
        '--importMemory',
        '--initialMemory',
        '0',
        '--enable',
        'simd',
        '--outFile',
        'kernels.wasm',
      ],
      ...flags,
    ],
    {
      writeFile: (_, contents) => {
        binary = contents;
      },
    },
  );
  if (error) throw new Error(`${error.message}\n${stderr}`);
  return Buffer.from(binary).toString('base64');
}

/** The kernels in base64: for memory of one thread, and for memory that threads share. */
export async function compileKernels() {
  return {
    own: await compile(),
    shared: await compile('--sharedMemory', '--maximumMemory', '65536', '--enable', 'threads'),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { own, shared } = await compileKernels();
  const text = `// Written by build.mjs from assembly/.\nexport const binaries = {\n  own: '${own}',\n  shared:\n    '${shared}',\n};\n`;
  writeFileSync(pathOf('kernels.generated.ts'), text);
}
