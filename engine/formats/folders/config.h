/* config.h — the fields of somebody's config.json
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/folder.h"
#include "engine/files/json.h"

G_BEGIN_DECLS

typedef struct {
  const char *file;  /* for errors */
  HeedJson   *json;  /* without members that are null */
} HeedConfig;

gboolean    heed_config_load        (HeedConfig        *config,
                                     HeedFolder        *folder,
                                     const char        *file,
                                     GError           **error);
void        heed_config_clear       (HeedConfig        *config);

/* A field that is absent or null leaves value as it is; one of another type or
 * out of bounds is an error that names it. */
gboolean    heed_config_get_count   (const HeedConfig  *config,
                                     const char        *key,
                                     guint              least,
                                     guint              most,
                                     guint             *value,
                                     GError           **error);
gboolean    heed_config_get_float   (const HeedConfig  *config,
                                     const char        *key,
                                     float              least,
                                     float              most,
                                     float             *value,
                                     GError           **error);
gboolean    heed_config_get_boolean (const HeedConfig  *config,
                                     const char        *key,
                                     gboolean          *value,
                                     GError           **error);
gboolean    heed_config_get_text    (const HeedConfig  *config,
                                     const char        *key,
                                     const char       **value,
                                     GError           **error);
gboolean    heed_config_has         (const HeedConfig  *config,
                                     const char        *key);

/* Fails with an error that names the field if it is absent. */
gboolean    heed_config_require     (const HeedConfig  *config,
                                     const char        *key,
                                     GError           **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedConfig, heed_config_clear)

G_END_DECLS
