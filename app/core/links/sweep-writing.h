/* sweep-writing.h — writing alignment heads into the configuration files of other programs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* path is a config.json of CTranslate2, or a generation_config.json or config.json of Hugging
 * Face; heads is an array of HeedAttentionSite. The old file is kept as path.old. */
gboolean heed_sweep_write_heads (const char  *path,
                                 GArray      *heads,
                                 GError     **error);

G_END_DECLS
