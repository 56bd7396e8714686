/* reference-files.h — reads sentences and their references from files
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "app/core/files/references.h"

G_BEGIN_DECLS

/* Line n of source belongs to line n of every target. targets is NULL-terminated. */
HeedReferences *heed_references_read_files (const char           *source,
                                            const char *const    *targets,
                                            GCancellable         *cancellable,
                                            GError              **error);

/* Reads lines of source TAB reference (further columns are ignored), or source ||| reference; lines
 * with the same source are references of the same sentence. */
HeedReferences *heed_references_read_tsv   (const char           *path,
                                            GCancellable         *cancellable,
                                            GError              **error);

G_END_DECLS
