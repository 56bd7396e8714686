/* reel.h — films that leave the window, as one picture or as one that moves
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>

#include "app/core/film.h"

G_BEGIN_DECLS

/* A film that is exported, and what it is called. */
typedef struct {
  const char        *title;
  GPtrArray         *frames;  /* of HeedSnapshot, by epoch; at least one */
  HeedAttentionSite  site;    /* what is seen of them */
} HeedReel;

typedef struct {
  const HeedReel *reels;
  guint           n_reels;
} HeedReels;

double        heed_reels_get_last_epoch (const HeedReels  *reels);
HeedSnapshot *heed_reel_find            (const HeedReel   *reel,
                                         double            epoch);

/* Moments side by side, one film below the other. Two films are cut at the same
 * moments. */
void          heed_reels_get_strip_size (const HeedReels  *reels,
                                         double           *width,
                                         double           *height);
void          heed_reels_draw_strip     (const HeedReels  *reels,
                                         cairo_t          *cr,
                                         double            width,
                                         double            height);

/* For slides and mail. */
gboolean      heed_reels_save_gif       (const HeedReels  *reels,
                                         const char       *path,
                                         GError          **error);

/* An SVG that moves by itself, in any browser; the films are side by side. */
char         *heed_reels_dup_animation  (const HeedReels  *reels);

G_END_DECLS
