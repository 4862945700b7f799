/** Networks under public/models, the first of which the studio opens. */
export const bundledNetworks = ['vgg-small', 'vgg-medium', 'resnet-20', 'mobilenet-small'] as const;
