/* config.h — somebody's config.json
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/folder.h"
#include "engine/files/json-fields.h"

G_BEGIN_DECLS

/* An object whose members json-fields.h reads; one that is null there is absent here. */
gboolean heed_config_load (HeedJson    **config,
                           HeedFolder   *folder,
                           const char   *file,
                           GError      **error);

G_END_DECLS
