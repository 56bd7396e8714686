/* zip.h — the files in a zip archive
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* _find returns one file, borrowed, or NULL. A file that is stored without compression is a view
 * of the archive, not a copy. _get_names: NULL-terminated, in the order of the archive. */
typedef struct _HeedZip HeedZip;

gboolean           heed_zip_is_one    (GBytes      *archive);
HeedZip           *heed_zip_parse     (GBytes      *archive,
                                       GError     **error);
void               heed_zip_free      (HeedZip     *zip);
GBytes            *heed_zip_find      (HeedZip     *zip,
                                       const char  *name);
const char *const *heed_zip_get_names (HeedZip     *zip);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedZip, heed_zip_free)

G_END_DECLS
