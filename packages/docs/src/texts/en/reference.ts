type ScalarTexts = { readonly [key: string]: string | ScalarTexts };

/** The page of the interactive reference. */
export const reference = {
  title: 'Interactive reference',
  skip: 'Skip to the reference',
  back: 'Back to the documentation',
  noScript: 'The interactive reference needs JavaScript. Every operation has a page that does without:',
  /** Scalar's own interface, by its groups and keys; what is missing stays English. */
  scalar: {} as ScalarTexts,
};
