import { Alert, Button, Group, Select, Skeleton, Stack, Table, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import type { ReactNode } from 'react';
import { type BuilderId, builderIds } from '../../engine/models/names';
import { bundledNetwork, bundledNetworks } from '../../store/bundledNetworks';
import type { Activity } from '../../store/slices/types';
import { datasetNameOf, type ImagesInfo, isFree, type NetworkInfo } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { useStudioLater } from '../../store/useStudioLater';
import { builderNames, cameAs, datasetNames, scalingNames, tellDataset } from '../../words/names';
import { networkTexts, networkWords, tellKept, tellLeftOut, tellShape, tellTrainTest } from '../../words/networkView';
import { formatWhole } from '../../words/numbers';
import { openingSteps } from '../../words/phases';
import { tellReason } from '../../words/reasons';
import { tellTask } from '../../words/tasks';
import type { TermName } from '../../words/terms';
import { fill, joints } from '../../words/text';
import { frameWords } from '../../words/views';
import { Fold, Folds } from '../Fold';
import { formatAtMost, formatBytes, formatCount, formatInterval, formatPercent } from '../format';
import { KeepClasses } from '../KeepClasses';
import { Panel } from '../Panel';
import { Term } from '../Term';
import { ClassCounts } from './ClassCounts';
import { ClassMatching } from './ClassMatching';
import { ImagePreview } from './ImagePreview';

export function NetworkPanel() {
  const network = useStudio((state) => state.network);
  const openFiles = useStudio((state) => state.openFiles);
  const images = useStudio((state) => state.images);
  return (
    <Panel title={networkWords.title}>
      {network ? <NetworkTable network={network} /> : <Skeleton height={188} animate={false} />}
      <NetworkSelect />
      <DatasetSelect />
      <ImagePreview />
      <ClassCounts />
      {images && images.scalings.length > 1 && <ScalingSelect images={images} />}
      <ImageNotes />
      <Dropzone onDrop={openFiles} p="sm" mt="sm" multiple inputProps={{ 'aria-label': networkWords.open }}>
        <Text size="sm" ta="center">
          {networkWords.drop}
        </Text>
        <Text size="xs" ta="center" c="dimmed">
          {networkWords['drop-kinds']}
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
        <Row name={networkWords.network} value={network.name} />
        <Row name={networkWords.format} term="format" value={cameAs[network.format]} />
        {images && <Row name={networkWords.input} term="input" value={tellShape(images.reading.shape)} />}
        {images?.isLabelled === false ? (
          <Row name={networkWords.agreement} term="agreement" value={<Accuracy />} />
        ) : (
          <Row name={networkWords['test-accuracy']} term="accuracy" value={<Accuracy />} />
        )}
        <Row name={networkWords.parameters} term="parameters" value={formatCount(network.sizes.params)} />
        <Row name={networkWords.flops} term="flops" value={formatCount(network.sizes.flops)} />
        <Row name={networkWords.size} term="size" value={formatBytes(network.sizes.bytes)} />
        {images && <Row name={networkWords.images} term="images" value={tellTrainTest(images)} />}
        {images?.scalings.length === 1 && (
          <Row name={networkWords.pixels} term="scaling" value={scalingNames[images.scaling]} />
        )}
        <Row name={networkWords['prunable-layers']} term="prunable" value={tellLayers(network, streams)} />
        <Row name={networkWords['can-be-pruned']} term="prunableShare" value={tellPrunable(network.shares[streams])} />
      </Table.Tbody>
    </Table>
  );
}

/** The share, of how many images, and its interval; or how to have it measured. */
function Accuracy() {
  const measured = useStudio((state) => state.accuracy);
  const isMeasuring = useStudio((state) => state.isMeasuringAccuracy);
  const measure = useStudio((state) => state.measureAccuracy);
  const isFree = useIsFree();
  if (measured) {
    const told = { accuracy: formatPercent(measured.accuracy), images: formatWhole(measured.images) };
    return measured.interval
      ? fill(networkTexts['accuracy-range'], { ...told, range: formatInterval(measured.interval) })
      : fill(networkTexts.accuracy, told);
  }
  if (isMeasuring) return networkWords.measuring;
  return (
    <>
      {networkWords['not-measured']}{' '}
      <Button size="compact-xs" variant="default" disabled={!isFree} onClick={measure}>
        {networkWords.measure}
      </Button>
    </>
  );
}

/** What the page waits for, each with a way to take it back. */
function Activities() {
  const activities = useStudio((state) => state.activities);
  return (
    <div className="activities">
      {activities.map((activity) => (
        <Group key={activity.id} justify="space-between" wrap="nowrap" gap="xs">
          <Text size="sm" className="value">
            {tellActivity(activity)}
          </Text>
          {activity.takeBack && (
            <Button
              size="compact-xs"
              variant="default"
              flex="none"
              onClick={activity.takeBack}
              aria-label={fill(networkTexts['cancel-task'], { task: tellTask(activity.task) })}
            >
              {networkWords.cancel}
            </Button>
          )}
        </Group>
      ))}
    </div>
  );
}

function tellActivity({ task, step, done = 0, total }: Activity): string {
  const told = step
    ? fill(networkTexts['step-at'], { task: tellTask(task), step: openingSteps[step] })
    : tellTask(task);
  return total
    ? fill(networkTexts['step-of'], { task: told, done, total })
    : fill(networkTexts['under-way'], { task: told });
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

const tellLayers = ({ layers, shares }: NetworkInfo, streams: keyof NetworkInfo['layers']): string =>
  fill(networkTexts.layers, { layers: layers[streams].length, params: formatPercent(shares[streams].touched) });

const tellPrunable = ({ prunable }: NetworkInfo['shares']['locked']): string =>
  fill(networkTexts.prunable, { params: formatAtMost(prunable.params), flops: formatAtMost(prunable.flops) });

const useIsFree = (): boolean => useStudioLater(isFree);

const isBuilder = (id: string): id is BuilderId => builderIds.some((builder) => builder === id);

function NetworkSelect() {
  const name = useStudio((state) => state.network?.name);
  const openBundled = useStudio((state) => state.openBundled);
  const build = useStudio((state) => state.build);
  const isFree = useIsFree();
  return (
    <Select
      label={networkWords.bundled}
      mt="xs"
      allowDeselect={false}
      disabled={!isFree}
      placeholder={networkWords[name ? 'another-open' : 'none-open']}
      value={bundledNetwork(name) ?? null}
      data={[
        { group: networkWords.trained, items: [...bundledNetworks] },
        {
          group: networkWords.untrained,
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
      label={<Term name="images">{networkWords.images}</Term>}
      mt="xs"
      allowDeselect={false}
      disabled={!isFree}
      value={dataset}
      data={[
        { value: 'bundled', label: datasetNames['cifar10-bundled'] },
        {
          value: 'full',
          label: hasFull ? full : fill(networkTexts['by-command'], { dataset: full }),
          disabled: !hasFull,
        },
        ...(dataset === 'own' && images ? [{ value: 'own', label: tellDataset(images.name) }] : []),
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
      label={<Term name="scaling">{networkWords['pixels-go-in']}</Term>}
      mt="xs"
      allowDeselect={false}
      disabled={!isFree}
      value={images.scaling}
      data={images.scalings.map(({ id, rating }) => ({
        value: id,
        label: fill(networkTexts[images.isLabelled ? 'scaling-right' : 'scaling-sure'], {
          scaling: scalingNames[id],
          share: formatPercent(rating),
        }),
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
            ? networkTexts['one-test']
            : fill(networkTexts['few-tests'], { images: images.test, points: (100 / images.test).toFixed(1) })}
        </Alert>
      )}
      {!images.isLabelled && (
        <Alert role="note" variant="default" className="remark" p="xs">
          {networkTexts.unlabelled}
        </Alert>
      )}
      {images.skipped.length > 0 && (
        <Alert role="note" variant="default" className="remark" p="xs" title={tellLeftOut(images.skipped.length)}>
          {[...images.skipped.slice(0, 6), ...(images.skipped.length > 6 ? ['…'] : [])].join(joints.comma)}
        </Alert>
      )}
    </Stack>
  );
}

/** What of the network stays whole, and the way to do without some of its classes. */
function KeptGroups() {
  const kept = useStudio((state) => state.network?.kept);
  const classes = useStudio((state) => state.images?.reading.classes);
  const keepClasses = useStudio((state) => state.keepClasses);
  if (!kept || !classes) return null;
  return (
    <Folds>
      {classes.length > 2 && (
        <Fold name="classes" title={frameWords['only-my-classes']}>
          <KeepClasses classes={classes} onKeep={(chosen) => void keepClasses(chosen)} />
        </Fold>
      )}
      <Fold name="kept" title={tellKept(kept.length)} term="kept">
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
