/* config.h — reading the config.json of other programs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/folder.h"
#include "engine/files/json-fields.h"

G_BEGIN_DECLS

/* Loads an object whose members can be read with json-fields.h; members that are null are
 * removed. */
gboolean heed_config_load (HeedJson    **config,
                           HeedFolder   *folder,
                           const char   *file,
                           GError      **error);

G_END_DECLS
