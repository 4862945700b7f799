import { Alert, Select, Skeleton, Stack, Table, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { type BuilderName, builderNames } from '../../engine/network/builders/names';
import {
  bundledNetworks,
  type ImagesInfo,
  isActive,
  type NetworkInfo,
  type StudioState,
  useStudio,
} from '../../store/studioStore';
import { useStudioLater } from '../../store/useStudioLater';
import { Fold, Folds } from '../Fold';
import { formatBytes, formatCount, formatLabels, formatPercent } from '../format';
import { Panel } from '../Panel';
import { Term } from '../Term';
import type { TermName } from '../terms';
import { ClassMatching } from './ClassMatching';
import { ImagePreview } from './ImagePreview';

export function NetworkPanel() {
  const network = useStudio((state) => state.network);
  const busy = useStudio((state) => state.busy);
  const openFiles = useStudio((state) => state.openFiles);
  const images = useStudio((state) => state.images);
  return (
    <Panel title="Network and images">
      {network ? <NetworkTable network={network} /> : <Skeleton height={166} animate={Boolean(busy)} />}
      <NetworkSelect />
      <DatasetSelect />
      <ImagePreview />
      {images && images.scalings.length > 1 && <ScalingSelect images={images} />}
      <ImageNotes />
      <Dropzone onDrop={openFiles} p="sm" mt="sm" multiple inputProps={{ 'aria-label': 'Open a network' }}>
        <Text size="sm" ta="center">
          {busy ? `${busy}…` : 'Drop a network, images, or both'}
        </Text>
        <Text size="xs" ta="center" c="dimmed">
          .keras, .h5, TensorFlow.js; folders of images, zip, .npz, IDX, CIFAR
        </Text>
      </Dropzone>
      <KeptGroups />
      <ClassMatching />
    </Panel>
  );
}

function NetworkTable({ network }: { network: NetworkInfo }) {
  const streams = useStudio((state) => state.recipe.streams);
  const images = useStudio((state) => state.images);
  const measured = network.measuredOn < (images?.test ?? 0) ? ` of ${network.measuredOn}` : '';
  return (
    <Table withRowBorders={false} verticalSpacing={2} horizontalSpacing={0} className="numbers">
      <Table.Tbody>
        <Row name="Network" value={network.name} />
        <Row name="Format" term="format" value={formatLabels[network.format]} />
        <Row name="Test accuracy" term="accuracy" value={formatPercent(network.accuracy) + measured} />
        <Row name="Parameters" term="parameters" value={formatCount(network.sizes.params)} />
        <Row name="FLOPs" term="flops" value={formatCount(network.sizes.flops)} />
        <Row name="Size" term="size" value={formatBytes(network.sizes.bytes)} />
        {images?.scalings.length === 1 && <Row name="Pixels" term="scaling" value={images.scaling} />}
        <Row name="Prunable layers" term="prunable" value={String(network.layers[streams].length)} />
      </Table.Tbody>
    </Table>
  );
}

function Row({ name, term, value }: { name: string; term?: TermName; value: string }) {
  return (
    <Table.Tr>
      <Table.Td c="dimmed">{term ? <Term name={term}>{name}</Term> : name}</Table.Td>
      <Table.Td ta="right" className="value">
        {value}
      </Table.Td>
    </Table.Tr>
  );
}

const isFree = (state: StudioState): boolean => !state.busy && !isActive(state);

const useIsFree = (): boolean => useStudioLater(isFree);

const isBuilder = (name: string): name is BuilderName => builderNames.some((builder) => builder === name);

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
      placeholder="another is open"
      value={bundledNetworks.find((bundled) => bundled === name) ?? null}
      data={[
        { group: 'Trained on CIFAR-10', items: [...bundledNetworks] },
        { group: 'Untrained, of published shapes', items: [...builderNames] },
      ]}
      onChange={(chosen) => {
        if (chosen) void (isBuilder(chosen) ? build(chosen) : openBundled(chosen));
      }}
    />
  );
}

const datasets = { bundled: 'CIFAR-10, bundled 6,000 images', full: 'CIFAR-10, all 60,000 images' };

function DatasetSelect() {
  const dataset = useStudio((state) => state.datasetName);
  const images = useStudio((state) => state.images);
  const hasFull = useStudio((state) => state.hasFullDataset);
  const isFree = useIsFree();
  const chooseDataset = useStudio((state) => state.chooseDataset);
  return (
    <Select
      label={<Term name="images">Images</Term>}
      mt="xs"
      allowDeselect={false}
      disabled={!isFree}
      value={dataset}
      data={[
        { value: 'bundled', label: datasets.bundled },
        { value: 'full', label: hasFull ? datasets.full : `${datasets.full} (npm run data)`, disabled: !hasFull },
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
      data={images.scalings.map(({ name, rating }) => ({
        value: name,
        label: `${name} (${formatPercent(rating)} ${images.isLabelled ? 'right' : 'sure'})`,
      }))}
      onChange={(name) => name && void chooseScaling(name)}
    />
  );
}

/** What the page has to say of the images: no labels, or files that are no images. */
function ImageNotes() {
  const images = useStudio((state) => state.images);
  if (!images || (images.isLabelled && images.skipped.length === 0)) return null;
  return (
    <Stack gap="xs" mt="sm">
      {!images.isLabelled && (
        <Alert color="yellow" p="xs">
          These images have no labels of this network’s classes: its own predictions stand in for them, so accuracy here
          is agreement with the network as it came. Drop labelled images to measure more.
        </Alert>
      )}
      {images.skipped.length > 0 && (
        <Alert
          color="yellow"
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
      <Fold name="kept" title={<Term name="kept">Kept whole: {kept.length} groups</Term>}>
        <Stack gap={6} className="kept">
          {kept.map(({ group, channels, reason }) => (
            <Text size="xs" key={group}>
              <b>{group}</b> ({channels}) <span className="reason">{reason}</span>
            </Text>
          ))}
        </Stack>
      </Fold>
    </Folds>
  );
}
