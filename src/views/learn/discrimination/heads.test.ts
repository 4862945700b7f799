import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { classes, layers } from './heads';

const schema = z.object({
  modelTopology: z.object({
    model_config: z.object({
      config: z.object({ layers: z.array(z.object({ class_name: z.string(), config: z.looseObject({}) })) }),
    }),
  }),
});

test('the convolutions that lesson 3 draws, and how wide they are, are those of the bundled network', () => {
  const text = readFileSync('public/models/vgg-small/model.json', 'utf8');
  const { modelTopology } = schema.parse(JSON.parse(text));
  const of = (kind: string) =>
    modelTopology.model_config.config.layers
      .filter(({ class_name }) => class_name === kind)
      .map(({ config }) => config);
  expect(of('Conv2D').map(({ name, filters }) => ({ name, channels: filters }))).toEqual([...layers]);
  expect(of('Dense')[0]?.units).toBe(classes);
});
