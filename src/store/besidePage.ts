/** The address of the page, beside which networks and images lie. */
export const base = new URL(import.meta.env.BASE_URL, globalThis.location?.href).href;

/** Whether the server has what `npm run data` brings; some servers answer a missing file with the page. */
export async function hasFullCifar10(): Promise<boolean> {
  const response = await fetch(new URL('datasets/cifar10-full/test_labels.json', base), { method: 'HEAD' });
  return response.ok && (response.headers.get('content-type') ?? '').includes('json');
}
