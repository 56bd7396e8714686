/* comparison.h — two to four translations side by side
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/document/document.h"

G_BEGIN_DECLS

#define HEED_COMPARISON_MIN 2
#define HEED_COMPARISON_MAX 4

typedef enum {
  HEED_COMPARE_MODELS,     /* each side has its own model */
  HEED_COMPARE_HEADS,      /* one model and sentence, but a different head on each side */
  HEED_COMPARE_SENTENCES,  /* one model, but a different sentence on each side */
  HEED_COMPARE_CHANGES     /* one model and sentence; only the first side has the user's changes */
} HeedCompareBy;

#define HEED_TYPE_COMPARE_BY (heed_compare_by_get_type ())
GType heed_compare_by_get_type (void);

#define HEED_TYPE_COMPARISON (heed_comparison_get_type ())
G_DECLARE_FINAL_TYPE (HeedComparison, heed_comparison, HEED, COMPARISON, GObject)

/* Returns a new comparison. Its first side is the document of the window; the others follow it. */
HeedComparison *heed_comparison_new             (HeedDocument   *first);

/* While a comparison is inactive, the other sides do not follow and nothing is computed. */
void            heed_comparison_set_active      (HeedComparison *self,
                                                 gboolean        is_active);

gboolean        heed_comparison_get_active      (HeedComparison *self);

HeedCompareBy   heed_comparison_get_by          (HeedComparison *self);
void            heed_comparison_set_by          (HeedComparison *self,
                                                 HeedCompareBy   by);

guint           heed_comparison_get_n_sides     (HeedComparison *self);
void            heed_comparison_set_n_sides     (HeedComparison *self,
                                                 guint           n_sides);
void            heed_comparison_remove_side     (HeedComparison *self,
                                                 guint           side);
HeedDocument   *heed_comparison_get_side        (HeedComparison *self,
                                                 guint           side);

/* Opens a model for one side. If it is not the first, the sides then differ in their models. */
void            heed_comparison_open            (HeedComparison *self,
                                                 guint           side,
                                                 const char     *path);
void            heed_comparison_open_as         (HeedComparison *self,
                                                 guint           side,
                                                 const char     *path,
                                                 const char     *description);

/* Sets the sentence of one side, if it has its own, and the attention that it displays. Both take
 * effect once its model is open. */
void            heed_comparison_want            (HeedComparison *self,
                                                 guint           side,
                                                 const char     *text,
                                                 HeedAttentionSite site,
                                                 guint64         heads);

gboolean        heed_comparison_has_path        (HeedComparison *self,
                                                 const char     *path);

/* has_own_text: whether the side has its own sentence instead of the first side's.
 * reads_otherwise: whether its model reads another kind of sentence than the first side's. */
gboolean        heed_comparison_has_own_text    (HeedComparison *self,
                                                 guint           side);
gboolean        heed_comparison_reads_otherwise (HeedComparison *self,
                                                 guint           side);

/* Whether every side is forced to the target of the first one. get_problem returns why a side
 * cannot be; or NULL. */
gboolean        heed_comparison_get_same_target (HeedComparison *self);
void            heed_comparison_set_same_target (HeedComparison *self,
                                                 gboolean        is_same);
const char     *heed_comparison_get_problem     (HeedComparison *self,
                                                 guint           side);

/* Whether the difference between two sides is displayed. */
gboolean        heed_comparison_get_shows_difference (HeedComparison *self);
void            heed_comparison_set_shows_difference (HeedComparison *self,
                                                      gboolean        shows_difference);

G_END_DECLS
