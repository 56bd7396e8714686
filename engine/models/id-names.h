/* id-names.h — the names of ids in a model without a vocabulary
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Thread-safe. */
typedef struct _HeedIdNames HeedIdNames;

HeedIdNames *heed_id_names_new  (void);
void         heed_id_names_free (HeedIdNames *self);

/* Returns "#12" for id 12; created on the first call, lives as long as the names. */
const char  *heed_id_names_get  (HeedIdNames *self,
                                 guint32      id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedIdNames, heed_id_names_free)

G_END_DECLS
