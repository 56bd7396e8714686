/* fingerprint.h — identifying a model by the contents of its file or folder
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *heed_fingerprint_new (const char    *path,
                            GCancellable  *cancellable,
                            GError       **error);

G_END_DECLS
