/* hdf5-part.h — bounds-checked reading of an HDF5 file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HEED_HDF5_NOWHERE G_MAXUINT64  /* the undefined address */

/* A file, and a limit on the work that it can cause: every link, node and message counts as a
 * step, so that cycles terminate. */
typedef struct {
  GBytes        *bytes;
  const guint8  *begin;
  gsize          n_bytes;
  guint          n_steps_left;
  guint64        n_copied_left;  /* budget of bytes for unpacked numbers */
} HeedHdf5;

/* A range of bytes. Reading beyond its end gives 0 and marks the part as cut; so after a series
 * of reads one check is enough. */
typedef struct {
  const guint8 *at;
  gsize         n_left;
  gboolean      is_cut;
} HeedHdf5Part;

HeedHdf5     heed_hdf5_init      (GBytes        *bytes);

/* Returns the part from an address to the end of the file, after checking and skipping the
 * signature, if it is not NULL. */
HeedHdf5Part heed_hdf5_find      (const HeedHdf5 *file,
                                  guint64         address,
                                  const char     *signature);
guint64      heed_hdf5_take      (HeedHdf5Part   *part,
                                  guint           n_bytes);

/* Returns the next n_bytes as a separate part; if there are fewer, both parts are marked as cut. */
HeedHdf5Part heed_hdf5_take_part (HeedHdf5Part   *part,
                                  guint64         n_bytes);

/* Counts a step; FALSE if there were too many. */
gboolean     heed_hdf5_step      (HeedHdf5       *file,
                                  GError        **error);

/* Both set the error and return FALSE. */
gboolean     heed_hdf5_fail      (GError        **error,
                                  const char     *expected);
gboolean     heed_hdf5_refuse    (GError        **error,
                                  const char     *expected,
                                  const char     *found);

G_END_DECLS
