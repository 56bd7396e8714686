/* reel.h — exporting films as one picture or as an animation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>

#include "app/core/training/film.h"

G_BEGIN_DECLS

/* A film to export, with its title. */
typedef struct {
  const char        *title;
  GPtrArray         *frames;  /* of HeedSnapshot, by epoch; at least one */
  HeedAttentionSite  site;    /* the attention to draw */
} HeedReel;

typedef struct {
  const HeedReel *reels;
  guint           n_reels;
} HeedReels;

double        heed_reels_get_last_epoch (const HeedReels  *reels);
HeedSnapshot *heed_reel_find            (const HeedReel   *reel,
                                         double            epoch);

/* One picture with moments side by side and the films below each other. All films are cut at the
 * same moments. */
void          heed_reels_get_strip_size (const HeedReels  *reels,
                                         double           *width,
                                         double           *height);
void          heed_reels_draw_strip     (const HeedReels  *reels,
                                         cairo_t          *cr,
                                         double            width,
                                         double            height);

/* Saves an animated GIF, for slides and mail. */
gboolean      heed_reels_save_gif       (const HeedReels  *reels,
                                         const char       *path,
                                         GError          **error);

/* Returns an animated SVG that any browser plays, with the films side by side; the caller frees
 * it. */
char         *heed_reels_dup_animation  (const HeedReels  *reels);

G_END_DECLS
