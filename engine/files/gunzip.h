/* gunzip.h — reading a file or pipe, decompressing it if it is gzipped
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HeedGunzip HeedGunzip;

/* _new takes ownership of a stream and reads nothing yet. _read returns up to n_bytes of the
 * contents, 0 at the end and -1 on error. Data that does not start like gzip is returned
 * unchanged. */
HeedGunzip *heed_gunzip_open (const char    *path,
                              GError       **error);
HeedGunzip *heed_gunzip_new  (GInputStream  *stream);
gssize      heed_gunzip_read (HeedGunzip    *gunzip,
                              gpointer       buffer,
                              gsize          n_bytes,
                              GCancellable  *cancellable,
                              GError       **error);
void        heed_gunzip_free (HeedGunzip    *gunzip);

/* Returns the first bytes of a file that is not gzipped; must be called before _read. */
gconstpointer heed_gunzip_peek (HeedGunzip    *gunzip,
                                gsize         *n_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedGunzip, heed_gunzip_free)

G_END_DECLS
