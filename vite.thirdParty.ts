import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { noticesOf } from './licences/notices.ts';

/**
 * Writes the licences of all that a build contains beside it. The worker is bundled by plugins of its own: give both the
 * same notices.
 */
export class ThirdPartyNotices {
  private readonly ids = new Set<string>();

  /** Notes which modules a bundle is made of. */
  collect(): Plugin {
    return {
      name: 'third-party-collect',
      generateBundle: (_, bundle) => {
        for (const output of Object.values(bundle))
          if (output.type === 'chunk') for (const id of output.moduleIds) this.ids.add(id);
      },
    };
  }

  /** Writes what was collected, and Espalier's own licence; for the page's plugins. */
  write(): Plugin {
    const { ids } = this;
    return {
      name: 'third-party-write',
      generateBundle: {
        order: 'post',
        handler() {
          this.emitFile({ type: 'asset', fileName: 'LICENSE.txt', source: readFileSync('LICENSE', 'utf8') });
          this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-NOTICES.txt', source: noticesOf([...ids]) });
        },
      },
    };
  }
}
