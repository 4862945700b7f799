import { chooseBackend } from '../engine/backend/chooseBackend';
import type { BackendName } from '../engine/backend/names';
import { softwareName } from '../engine/backend/softwareGpu';

/**
 * Starts the backend that is named; if none is, wasm and, where this Node has been given a real GPU (`navigator.gpu`), WebGPU.
 *
 * @returns those that are started, in order of preference; the last is in use
 * @throws InputError if the one that is named does not start
 */
export async function startBackends(named: BackendName | undefined): Promise<BackendName[]> {
  if (named !== undefined) return [await chooseBackend([named])];
  const gpu = (await hasGpu()) ? await chooseBackend(['webgpu']).catch(() => undefined) : undefined;
  const wasm = await chooseBackend(['wasm']);
  return gpu ? [gpu, wasm] : [wasm];
}

async function hasGpu(): Promise<boolean> {
  const adapter = await globalThis.navigator?.gpu?.requestAdapter().catch(() => null);
  return adapter != null && softwareName(adapter.info) === undefined;
}
