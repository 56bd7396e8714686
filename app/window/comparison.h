/* comparison.h — two to four translations that are looked at side by side
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/document.h"

G_BEGIN_DECLS

#define HEED_COMPARISON_MIN 2
#define HEED_COMPARISON_MAX 4

typedef enum {
  HEED_COMPARE_MODELS,     /* each side has its own */
  HEED_COMPARE_HEADS,      /* one model and sentence, looked at in several places */
  HEED_COMPARE_SENTENCES,  /* one model, each side a sentence of its own */
  HEED_COMPARE_CHANGES     /* one model and sentence: changed on the first side alone */
} HeedCompareBy;

#define HEED_TYPE_COMPARE_BY (heed_compare_by_get_type ())
GType heed_compare_by_get_type (void);

#define HEED_TYPE_COMPARISON (heed_comparison_get_type ())
G_DECLARE_FINAL_TYPE (HeedComparison, heed_comparison, HEED, COMPARISON, GObject)

/* The first side is what the window shows, the others follow it. */
HeedComparison *heed_comparison_new             (HeedDocument   *first);

/* While it is not active nothing follows, and nothing is computed. */
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

/* A model for one side; from then on each has its own. */
void            heed_comparison_open            (HeedComparison *self,
                                                 guint           side,
                                                 const char     *path);
void            heed_comparison_open_as         (HeedComparison *self,
                                                 guint           side,
                                                 const char     *path,
                                                 const char     *description);

/* What one side reads, if it has a sentence of its own, and where it looks: as soon as
 * it can. */
void            heed_comparison_want            (HeedComparison *self,
                                                 guint           side,
                                                 const char     *text,
                                                 HeedAttentionSite site,
                                                 guint64         heads);

gboolean        heed_comparison_has_path        (HeedComparison *self,
                                                 const char     *path);

/* Whether its sentence is not that of the first side, and whether because its model
 * reads something else. */
gboolean        heed_comparison_has_own_text    (HeedComparison *self,
                                                 guint           side);
gboolean        heed_comparison_reads_otherwise (HeedComparison *self,
                                                 guint           side);

/* Every side writes what the first one does, and why one of them cannot, or NULL. */
gboolean        heed_comparison_get_same_target (HeedComparison *self);
void            heed_comparison_set_same_target (HeedComparison *self,
                                                 gboolean        is_same);
const char     *heed_comparison_get_problem     (HeedComparison *self,
                                                 guint           side);

/* Whether the difference of two sides is to be seen. */
gboolean        heed_comparison_get_shows_difference (HeedComparison *self);
void            heed_comparison_set_shows_difference (HeedComparison *self,
                                                      gboolean        shows_difference);

G_END_DECLS
