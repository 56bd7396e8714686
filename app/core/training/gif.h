/* gif.h — writing animated GIF files
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  int     width;         /* px, at most 65535 */
  int     height;        /* px, likewise */
  guint   n_frames;      /* at least 1 */
  guint  *centiseconds;  /* n_frames; how long each frame is shown */
  void  (*draw) (gpointer  data,
                 guint     frame,
                 cairo_t  *cr);
  gpointer data;
} HeedGif;

/* Each frame is drawn twice: the first time to collect the colours. */
gboolean heed_gif_save (const HeedGif  *gif,
                        const char     *path,
                        GError        **error);

G_END_DECLS
