/* source-weights.h — where one row of an attention looks, token by token
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_SOURCE_WEIGHTS (heed_source_weights_get_type ())
G_DECLARE_FINAL_TYPE (HeedSourceWeights, heed_source_weights, HEED, SOURCE_WEIGHTS, GtkWidget)

GtkWidget  *heed_source_weights_new          (void);

/* Both are copied. heading stands above the tokens. */
void        heed_source_weights_set_labels   (HeedSourceWeights  *self,
                                              const char         *heading,
                                              const char *const  *labels,
                                              guint               n_labels);

/* scores may be NULL: there is none. n_keys 0: nothing is looked at. */
void        heed_source_weights_set_weights  (HeedSourceWeights  *self,
                                              const float        *weights,
                                              const float        *scores,
                                              guint               n_keys);

/* n_keys: not 0 is a key that a person hid; NULL: none. */
void        heed_source_weights_set_hidden   (HeedSourceWeights  *self,
                                              const guint8       *hidden);

/* -1, the default: the heaviest. */
void        heed_source_weights_set_selected (HeedSourceWeights  *self,
                                              int                 key);

/* Of those that there are: the selected one, and the heaviest. */
guint       heed_source_weights_get_selected (HeedSourceWeights  *self);
guint       heed_source_weights_get_heaviest (HeedSourceWeights  *self);
const char *heed_source_weights_get_label    (HeedSourceWeights  *self,
                                              guint               key);

G_END_DECLS
