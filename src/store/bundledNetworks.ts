/** Networks under public/models, the first of which the studio opens. */
export const bundledNetworks = ['vgg-small', 'vgg-medium', 'resnet-20', 'mobilenet-small'] as const;

/** The bundled network of that name, if there is one. */
export const bundledNetwork = (name: string | undefined): (typeof bundledNetworks)[number] | undefined =>
  bundledNetworks.find((bundled) => bundled === name);
