import { expect, test } from 'vitest';
import { chooseBackend } from './chooseBackend';

test('where no backend starts, the error names those that were tried', async () => {
  const refused = chooseBackend(['webgpu']);
  await expect(refused).rejects.toMatchObject({ name: 'InputError', code: 'backend.none' });
  await expect(refused).rejects.toThrow(/^no backend starts \(webgpu.*\); update the browser/);
});
