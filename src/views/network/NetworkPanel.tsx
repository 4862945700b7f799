import { Alert, Button, Group, Select, Skeleton, Stack, Table, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import type { ReactNode } from 'react';
import { type BuilderId, builderIds } from '../../engine/models/names';
import { bundledNetworks, datasetNameOf, type ImagesInfo, isFree, type NetworkInfo } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { useStudioLater } from '../../store/useStudioLater';
import { builderNames, datasetNames, scalingNames } from '../../words/names';
import { openingSteps } from '../../words/phases';
import { tellReason } from '../../words/reasons';
import { tellTask } from '../../words/tasks';
import type { TermName } from '../../words/terms';
import { Fold, Folds } from '../Fold';
import { formatBytes, formatCount, formatInterval, formatLabels, formatPercent, formatWhole } from '../format';
import { Panel } from '../Panel';
import { Term } from '../Term';
import { ClassMatching } from './ClassMatching';
import { ImagePreview } from './ImagePreview';

export function NetworkPanel() {
  const network = useStudio((state) => state.network);
  const openFiles = useStudio((state) => state.openFiles);
  const images = useStudio((state) => state.images);
  return (
    <Panel title="Network and images">
      {network ? <NetworkTable network={network} /> : <Skeleton height={188} animate={false} />}
      <NetworkSelect />
      <DatasetSelect />
      <ImagePreview />
      {images && images.scalings.length > 1 && <ScalingSelect images={images} />}
      <ImageNotes />
      <Dropzone onDrop={openFiles} p="sm" mt="sm" multiple inputProps={{ 'aria-label': 'Open a network' }}>
        <Text size="sm" ta="center">
          Drop a network, images, or both
        </Text>
        <Text size="xs" ta="center" c="dimmed">
          .keras, .h5, TensorFlow.js; folders of images, zip, .npz, IDX, CIFAR
        </Text>
      </Dropzone>
      <Activities />
      <KeptGroups />
      <ClassMatching />
    </Panel>
  );
}

function NetworkTable({ network }: { network: NetworkInfo }) {
  const streams = useStudio((state) => state.recipe.streams);
  const images = useStudio((state) => state.images);
  return (
    <Table withRowBorders={false} verticalSpacing={2} horizontalSpacing={0} className="numbers">
      <Table.Tbody>
        <Row name="Network" value={network.name} />
        <Row name="Format" term="format" value={formatLabels[network.format]} />
        {images?.isLabelled === false ? (
          <Row name="Agreement" term="agreement" value={<Accuracy network={network} />} />
        ) : (
          <Row name="Test accuracy" term="accuracy" value={<Accuracy network={network} />} />
        )}
        <Row name="Parameters" term="parameters" value={formatCount(network.sizes.params)} />
        <Row name="FLOPs" term="flops" value={formatCount(network.sizes.flops)} />
        <Row name="Size" term="size" value={formatBytes(network.sizes.bytes)} />
        {images && (
          <Row
            name="Images"
            term="images"
            value={`${formatWhole(images.train)} train, ${formatWhole(images.test)} test`}
          />
        )}
        {images?.scalings.length === 1 && <Row name="Pixels" term="scaling" value={scalingNames[images.scaling]} />}
        <Row name="Prunable layers" term="prunable" value={String(network.layers[streams].length)} />
        <Row name="Can be pruned" term="prunableShare" value={tellPrunable(network.shares[streams])} />
      </Table.Tbody>
    </Table>
  );
}

/** The share, of how many images, and its interval; or how to have it measured. */
function Accuracy({ network: { accuracy, interval, measuredOn } }: { network: NetworkInfo }) {
  const measure = useStudio((state) => state.measure);
  const isFree = useIsFree();
  if (accuracy !== undefined)
    return `${formatPercent(accuracy)} of ${formatWhole(measuredOn)}${interval ? ` (${formatInterval(interval)})` : ''}`;
  return (
    <>
      not measured{' '}
      <Button size="compact-xs" variant="default" disabled={!isFree} onClick={measure}>
        Measure
      </Button>
    </>
  );
}

/** What the page waits for, each with a way to take it back. */
function Activities() {
  const activities = useStudio((state) => state.activities);
  return (
    <div className="activities">
      {activities.map(({ id, task, step, done, total, takeBack }) => (
        <Group key={id} justify="space-between" wrap="nowrap" gap="xs">
          <Text size="sm" className="value">
            {tellTask(task)}
            {step && `: ${openingSteps[step]}`}
            {total ? `: ${done} of ${total}` : '…'}
          </Text>
          {takeBack && (
            <Button
              size="compact-xs"
              variant="default"
              flex="none"
              onClick={takeBack}
              aria-label={`Cancel: ${tellTask(task)}`}
            >
              Cancel
            </Button>
          )}
        </Group>
      ))}
    </div>
  );
}

function Row({ name, term, value }: { name: string; term?: TermName; value: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Td c="dimmed">{term ? <Term name={term}>{name}</Term> : name}</Table.Td>
      <Table.Td ta="right" className="value">
        {value}
      </Table.Td>
    </Table.Tr>
  );
}

const tellPrunable = ({ prunable }: NetworkInfo['shares']['locked']): string =>
  `${formatPercent(prunable.params)} of parameters, ${formatPercent(prunable.flops)} of FLOPs`;

const useIsFree = (): boolean => useStudioLater(isFree);

const isBuilder = (id: string): id is BuilderId => builderIds.some((builder) => builder === id);

function NetworkSelect() {
  const name = useStudio((state) => state.network?.name);
  const openBundled = useStudio((state) => state.openBundled);
  const build = useStudio((state) => state.build);
  const isFree = useIsFree();
  return (
    <Select
      label="Bundled networks"
      mt="xs"
      allowDeselect={false}
      disabled={!isFree}
      placeholder={name ? 'another is open' : 'none is open'}
      value={bundledNetworks.find((bundled) => bundled === name) ?? null}
      data={[
        { group: 'Trained on CIFAR-10', items: [...bundledNetworks] },
        {
          group: 'Untrained, of published shapes',
          items: builderIds.map((id) => ({ value: id, label: builderNames[id] })),
        },
      ]}
      onChange={(chosen) => {
        if (chosen) void (isBuilder(chosen) ? build(chosen) : openBundled(chosen));
      }}
    />
  );
}

function DatasetSelect() {
  const dataset = useStudio(datasetNameOf);
  const images = useStudio((state) => state.images);
  const hasFull = useStudio((state) => state.hasFullDataset);
  const isFree = useIsFree();
  const chooseDataset = useStudio((state) => state.chooseDataset);
  const full = datasetNames['cifar10-full'];
  return (
    <Select
      label={<Term name="images">Images</Term>}
      mt="xs"
      allowDeselect={false}
      disabled={!isFree}
      value={dataset}
      data={[
        { value: 'bundled', label: datasetNames['cifar10-bundled'] },
        { value: 'full', label: hasFull ? full : `${full} (npm run data)`, disabled: !hasFull },
        ...(dataset === 'own' && images ? [{ value: 'own', label: images.name }] : []),
      ]}
      onChange={(name) => {
        if (name === 'bundled' || name === 'full') void chooseDataset(name);
      }}
    />
  );
}

function ScalingSelect({ images }: { images: ImagesInfo }) {
  const chooseScaling = useStudio((state) => state.chooseScaling);
  const isFree = useIsFree();
  return (
    <Select
      label={<Term name="scaling">Pixels go in as</Term>}
      mt="xs"
      allowDeselect={false}
      disabled={!isFree}
      value={images.scaling}
      data={images.scalings.map(({ id, rating }) => ({
        value: id,
        label: `${scalingNames[id]} (${formatPercent(rating)} ${images.isLabelled ? 'right' : 'sure'})`,
      }))}
      onChange={(chosen) => {
        const scaling = images.scalings.find(({ id }) => id === chosen);
        if (scaling) void chooseScaling(scaling.id);
      }}
    />
  );
}

/** With fewer, one image moves accuracy by a percent or more. */
const fewImages = 100;

/** What the page has to say of the images: few, no labels, or files that are no images. */
function ImageNotes() {
  const images = useStudio((state) => state.images);
  if (!images || (images.isLabelled && images.skipped.length === 0 && images.test >= fewImages)) return null;
  return (
    <Stack gap="xs" mt="sm">
      {images.test < fewImages && (
        <Alert role="note" variant="default" className="remark" p="xs">
          {images.test === 1
            ? 'There is one test image: accuracy can only be 0% or 100%.'
            : `There are only ${images.test} test images: one more or less right moves accuracy by ${formatPercent(1 / images.test)}.`}{' '}
          Drop more images to measure better.
        </Alert>
      )}
      {!images.isLabelled && (
        <Alert role="note" variant="default" className="remark" p="xs">
          These images have no labels of this network’s classes: its own predictions stand in for them, so accuracy here
          is agreement with the network as it came. Drop labelled images to measure more.
        </Alert>
      )}
      {images.skipped.length > 0 && (
        <Alert
          role="note"
          variant="default"
          className="remark"
          p="xs"
          title={
            images.skipped.length === 1
              ? 'A file that is no image was left out'
              : `${images.skipped.length} files that are no images were left out`
          }
        >
          {images.skipped.slice(0, 6).join(', ')}
          {images.skipped.length > 6 && ', …'}
        </Alert>
      )}
    </Stack>
  );
}

function KeptGroups() {
  const kept = useStudio((state) => state.network?.kept);
  if (!kept) return null;
  return (
    <Folds>
      <Fold name="kept" title={`Kept whole: ${kept.length} groups`} term="kept">
        <Stack gap={6} className="kept">
          {kept.map(({ group, channels, reason }) => (
            <Text size="xs" key={group}>
              <b>{group}</b> ({channels}) <span className="reason">{tellReason(reason)}</span>
            </Text>
          ))}
        </Stack>
      </Fold>
    </Folds>
  );
}
