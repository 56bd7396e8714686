/* gunzip.h — reads a file or a pipe as if it had never been gzipped
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HeedGunzip HeedGunzip;

/* _new takes a stream over, and reads nothing of it yet. _read gives up to n_bytes
 * of what it says, 0 at its end and -1 with an error. What does not start as gzip
 * starts is read as it is. */
HeedGunzip *heed_gunzip_open (const char    *path,
                              GError       **error);
HeedGunzip *heed_gunzip_new  (GInputStream  *stream);
gssize      heed_gunzip_read (HeedGunzip    *gunzip,
                              gpointer       buffer,
                              gsize          n_bytes,
                              GCancellable  *cancellable,
                              GError       **error);
void        heed_gunzip_free (HeedGunzip    *gunzip);

/* The front of a file that is not gzipped, before anything was read. */
gconstpointer heed_gunzip_peek (HeedGunzip    *gunzip,
                                gsize         *n_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedGunzip, heed_gunzip_free)

G_END_DECLS
