/* axis-titles.h — the titles of a heatmap's two axes
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* Translated title with role and language: "target: French, as emitted". The caller frees it. */
char *heed_axis_titles_new_rows    (const HeedModelInfo *info,
                                    HeedAttentionKind    kind);
char *heed_axis_titles_new_columns (const HeedModelInfo *info,
                                    HeedAttentionKind    kind);

G_END_DECLS
