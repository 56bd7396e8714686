/* hdf5-part.h — bytes of a file of HDF5, from an address on
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HEED_HDF5_NOWHERE G_MAXUINT64  /* the address of what is not there */

/* A file, and how much work it may still ask for: every link, node and message is
 * a step, so that what leads back to itself ends. */
typedef struct {
  GBytes        *bytes;
  const guint8  *begin;
  gsize          n_bytes;
  guint          n_steps_left;
  guint64        n_copied_left;  /* bytes that unpacked numbers may still take */
} HeedHdf5;

/* What is taken beyond the end is 0, and the part is cut from then on; so a run of
 * takes is asked once whether all of it was there. */
typedef struct {
  const guint8 *at;
  gsize         n_left;
  gboolean      is_cut;
} HeedHdf5Part;

HeedHdf5     heed_hdf5_init      (GBytes        *bytes);

/* From an address to the end of the file, if signature (or NULL) stands there. */
HeedHdf5Part heed_hdf5_find      (const HeedHdf5 *file,
                                  guint64         address,
                                  const char     *signature);
guint64      heed_hdf5_take      (HeedHdf5Part   *part,
                                  guint           n_bytes);

/* The next n_bytes as a part of its own; cut, and so is the other, if they are not
 * there. */
HeedHdf5Part heed_hdf5_take_part (HeedHdf5Part   *part,
                                  guint64         n_bytes);

/* One step; FALSE if there were too many. */
gboolean     heed_hdf5_step      (HeedHdf5       *file,
                                  GError        **error);

/* Both give FALSE, and set the error. */
gboolean     heed_hdf5_fail      (GError        **error,
                                  const char     *expected);
gboolean     heed_hdf5_refuse    (GError        **error,
                                  const char     *expected,
                                  const char     *found);

G_END_DECLS
