import { baseName, type DroppedFile, folderOf } from '../io/containers/files';
import type { OpenedNetwork } from '../io/formats/format';

/** Names that libraries give to networks that nobody has named. */
const given = /^(sequential|functional|model|network)(_\d+)?$/;

/** A network that nobody has named by the name of its file, or of the folder that it came in. */
export function titled(opened: OpenedNetwork, files: readonly Pick<DroppedFile, 'name'>[]): OpenedNetwork {
  if (!given.test(opened.network.name)) return opened;
  const [name] = files.flatMap((file) => titleOf(file.name) ?? []);
  return name === undefined ? opened : { ...opened, network: { ...opened.network, name } };
}

function titleOf(path: string): string | undefined {
  const [, stem] = /^(.+)\.(?:keras|h5|hdf5)$/i.exec(baseName(path)) ?? [];
  if (stem !== undefined) return stem;
  const folder = baseName(folderOf(path));
  return baseName(path) === 'model.json' && folder !== '' ? folder : undefined;
}
