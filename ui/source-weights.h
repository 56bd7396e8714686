/* source-weights.h — a list of the weights of one row of an attention, token by token
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

/* Both are copied. heading: the title above the tokens. */
void        heed_source_weights_set_labels   (HeedSourceWeights  *self,
                                              const char         *heading,
                                              const char *const  *labels,
                                              guint               n_labels);

/* Copied. scores may be NULL if there are none. n_keys 0: no attention; the list is hidden. */
void        heed_source_weights_set_weights  (HeedSourceWeights  *self,
                                              const float        *weights,
                                              const float        *scores,
                                              guint               n_keys);

/* Copied; n_keys flags, nonzero for a key that the user hid; NULL: none. */
void        heed_source_weights_set_hidden   (HeedSourceWeights  *self,
                                              const guint8       *hidden);

/* The selected key; -1, the default: the heaviest. */
void        heed_source_weights_set_selected (HeedSourceWeights  *self,
                                              int                 key);

/* The selected key, and the heaviest key. */
guint       heed_source_weights_get_selected (HeedSourceWeights  *self);
guint       heed_source_weights_get_heaviest (HeedSourceWeights  *self);
const char *heed_source_weights_get_label    (HeedSourceWeights  *self,
                                              guint               key);

G_END_DECLS
