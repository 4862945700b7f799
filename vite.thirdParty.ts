import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const fileName = 'THIRD-PARTY-NOTICES.txt';

/**
 * Writes the licences of all packages that a build contains beside it. The worker is bundled by plugins of its own: give
 * both the same notices.
 */
export class ThirdPartyNotices {
  private readonly folders = new Set<string>();

  /** Notes which packages a bundle is made of. */
  collect(): Plugin {
    return {
      name: 'third-party-collect',
      generateBundle: (_, bundle) => {
        for (const output of Object.values(bundle))
          if (output.type === 'chunk') for (const id of output.moduleIds) this.note(id);
      },
    };
  }

  /** Writes what was collected; for the page's plugins. */
  write(): Plugin {
    const { folders } = this;
    return {
      name: 'third-party-write',
      generateBundle: {
        order: 'post',
        handler() {
          this.emitFile({ type: 'asset', fileName, source: write([...folders].sort().map(noticeOf)) });
        },
      },
    };
  }

  private note(id: string): void {
    const folder = packageOf(id.replace(/^\0+/, '').replace(/\?.*$/, ''));
    if (folder) this.folders.add(folder);
  }
}

/** The folder of the package that a file belongs to, if it is a package's. */
function packageOf(file: string): string | undefined {
  if (!file.includes('/node_modules/')) return undefined;
  for (let folder = dirname(file); folder.includes('/node_modules/'); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && 'version' in JSON.parse(readFileSync(manifest, 'utf8'))) return folder;
  }
  return undefined;
}

interface Notice {
  readonly title: string;
  readonly licence: string;
  readonly text: string;
}

function noticeOf(folder: string): Notice {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const licence = typeof license === 'string' ? license : 'see below';
  return { title: `${name} ${version} (${licence})`, licence, text: texts.join('\n\n') };
}

/** All notices; a package that brings no text is told where the same licence's text stands. */
function write(notices: readonly Notice[]): string {
  const told = ({ licence, text }: Notice): string => {
    const other = notices.find((notice) => notice.licence === licence && notice.text !== '');
    return (
      text || (other ? `The text of its licence stands under ${other.title}.` : 'It brings no text of its licence.')
    );
  };
  return notices.map((notice) => `${notice.title}\n${'-'.repeat(notice.title.length)}\n${told(notice)}\n`).join('\n');
}
