/* comparison-private.h — the members of a comparison, and functions shared by its files
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/comparison/comparison.h"

G_BEGIN_DECLS

typedef struct {
  HeedDocument *document;
  char         *asked;         /* path of the model requested last; NULL if none was */
  gboolean      has_own_text;
  char         *kind;          /* heed_sentence_kind_new() of its model; NULL if unknown */
  char         *problem;       /* why it cannot be forced to the first side's target; or NULL */
  char         *wanted_text;   /* its own text, pending until it may have one; or NULL */
  gboolean      wants_site;    /* the next two are pending until its model is open */
  HeedAttentionSite wanted_site;
  guint64       wanted_heads;
} HeedComparedSide;

/**
 * HeedComparison:
 *
 * The sides, in order. The first one holds the document of the window.
 */
struct _HeedComparison
{
  GObject        parent_instance;

  HeedComparedSide sides[HEED_COMPARISON_MAX];
  guint          n_sides;
  HeedCompareBy  by;
  gboolean       is_target_same;
  gboolean       shows_difference;
  gboolean       is_active;
  gboolean       is_following;  /* the sides are being updated: their signals are ignored */
};

/* comparison.c */
void     heed_comparison_tell            (HeedComparison         *self);

/* comparison-following.c */
void     heed_comparison_follow          (HeedComparison         *self);
void     heed_comparison_place           (HeedComparison         *self);
void     heed_comparison_follow_site     (HeedComparison         *self);
gboolean heed_comparison_side_reads_otherwise (HeedComparison         *self,
                                               const HeedComparedSide *side);

G_END_DECLS
