/* comparison-private.h — what is in a comparison, for the files that work on it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/comparison.h"

G_BEGIN_DECLS

typedef struct {
  HeedDocument *document;
  char         *asked;         /* what it is to open, or opened last; NULL: nothing yet */
  gboolean      has_own_text;
  char         *kind;          /* of what its own text is for; NULL: nobody says */
  char         *problem;       /* why it cannot write what the first side does; or NULL */
  char         *wanted_text;   /* its own, once it may have one; or NULL */
  gboolean      wants_site;    /* to look there, once it has its model */
  HeedAttentionSite wanted_site;
  guint64       wanted_heads;
} HeedComparedSide;

/**
 * HeedComparison:
 *
 * The sides in their order.
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
  gboolean       is_following;  /* what is heard meanwhile is its own doing */
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
