/* model-menu.h — the menu of models to choose from
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/models/model-library.h"
#include "engine/heed.h"

G_BEGIN_DECLS

GMenuModel *heed_model_menu_new      (HeedModelLibrary    *library,
                                      const char *const   *recent);

GMenuModel *heed_model_menu_new_side (HeedModelLibrary    *library,
                                      const char *const   *recent);

const char *heed_model_menu_get_name (const char          *name);

char       *heed_model_menu_describe (const HeedModelInfo *info);

G_END_DECLS
