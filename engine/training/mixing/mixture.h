/* mixture.h — pairs from several files, drawn anew for each epoch
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json.h"
#include "engine/files/pairs.h"
#include "engine/training/mixing/augment.h"

G_BEGIN_DECLS

/* How often pairs of an origin are drawn, relative to other origins of the file. */
typedef struct {
  char   *origin;  /* a name, or a pattern with * and ? */
  double  weight;
} HeedOriginWeight;

typedef struct {
  char             *path;       /* absolute */
  double            share;      /* of the pairs drawn, relative to the other files */
  HeedOriginWeight *weights;    /* an origin that matches none of them has weight 1 */
  guint             n_weights;
} HeedMixtureFile;

typedef struct {
  HeedMixtureFile *files;
  guint            n_files;     /* 0: there is no mixture */
  guint            n_pairs;     /* drawn per epoch; 0: as many as the files contain */
} HeedMixtureOptions;

/* Parses the member of a configuration's data that is a list of files, and "epoch_pairs". */
gboolean     heed_mixture_options_parse (HeedMixtureOptions         *options,
                                         const HeedJson             *data,
                                         const char                 *member,
                                         const char                 *base_folder,
                                         GError                    **error);
void         heed_mixture_options_clear (HeedMixtureOptions         *options);

typedef struct _HeedMixture HeedMixture;

HeedMixture *heed_mixture_new           (const HeedMixtureOptions   *options,
                                         GCancellable               *cancellable,
                                         GError                    **error);
void         heed_mixture_free          (HeedMixture                *mixture);
void         heed_mixture_swap          (HeedMixture                *mixture);
HeedPairs   *heed_mixture_draw          (HeedMixture                *mixture,
                                         const HeedAugmentation     *augmentation,
                                         guint64                     seed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedMixture, heed_mixture_free)

G_END_DECLS
