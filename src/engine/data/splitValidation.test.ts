import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { Random } from '../random';
import { colourDataset } from '../testing/fixtures';
import { makeImages } from './batches';
import type { Dataset, ImagePart } from './dataset';
import { splitValidation } from './splitValidation';

/** Images of one grey pixel, no two of the first 256 alike. */
const labelled = (labels: readonly number[]): Dataset => ({
  ...colourDataset(2, 1, 1),
  classes: [...new Set(labels)].map(String),
  shape: [1, 1, 1],
  train: { images: Uint8Array.from(labels.keys()), labels: Uint16Array.from(labels) },
});

const countsOf = ({ labels }: ImagePart, classes: number): number[] =>
  Array.from({ length: classes }, (_, label) => labels.filter((each) => each === label).length);

const split = (labels: readonly number[], seed = 1) => splitValidation(labelled(labels), new Random(seed));

test('a tenth of every class is split off, and every image is in one part with its label', () => {
  const labels = Array.from({ length: 200 }, (_, index) => (index < 100 ? 0 : index < 160 ? 1 : 2));
  const { dataset, validation } = split(labels);
  expect([countsOf(validation, 3), countsOf(dataset.train, 3)]).toEqual([
    [10, 6, 4],
    [90, 54, 36],
  ]);
  const places = [...validation.places!, ...dataset.train.places!];
  expect(places.toSorted((a, b) => a - b)).toEqual([...labels.keys()]);
  expect([...validation.labels, ...dataset.train.labels]).toEqual(places.map((place) => labels[place]));
});

test('batches of both parts hold the pixels of their own images', () => {
  const { dataset, validation } = split(Array.from({ length: 150 }, (_, index) => index % 2));
  const plain: Dataset = { ...dataset, scaling: { kind: 'bytes' } };
  for (const part of [validation, dataset.train]) {
    const images = makeImages(plain, part, [...part.labels.keys()]);
    expect([...images.dataSync()]).toEqual([...part.places!]);
    tf.dispose(images);
  }
});

test('the same seed splits the same images off, another one others', () => {
  const labels = Array.from({ length: 200 }, (_, index) => index % 2);
  const of = (seed: number) => [...split(labels, seed).validation.places!];
  expect(of(7)).toEqual(of(7));
  expect(of(7)).not.toEqual(of(8));
});

test('no more than 1,000 images are split off, in equal shares', () => {
  const { validation, dataset } = split(Array.from({ length: 20_000 }, (_, index) => index % 10));
  expect(countsOf(validation, 10)).toEqual(Array(10).fill(100));
  expect(dataset.train.labels).toHaveLength(19_000);
});

test('no class loses its only image', () => {
  const { dataset } = split([...Array(198).fill(0), 1, 2]);
  expect(countsOf(dataset.train, 3).slice(1)).toEqual([1, 1]);
});

test('fewer than 100 training images serve for both', () => {
  const { dataset, validation } = split(Array.from({ length: 99 }, (_, index) => index % 3));
  expect(validation).toBe(dataset.train);
  expect(validation.labels).toHaveLength(99);
});

test('a part of shared images is split again without losing its way', () => {
  const labels = Array.from({ length: 200 }, (_, index) => index % 2);
  const once = split(labels);
  const { validation } = splitValidation(once.dataset, new Random(2));
  expect([...validation.labels]).toEqual([...validation.places!].map((place) => labels[place]));
  expect([...validation.places!].some((place) => once.validation.places!.includes(place))).toBe(false);
});
